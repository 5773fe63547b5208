import { ActionIcon, UnstyledButton } from '@mantine/core'
import { IconLink, IconMessagePlus } from '@tabler/icons-react'
import { useLibrary } from '~/api/library'
import { useCommon } from '~/words/common'
import { words } from '~/words/i18n'
import { clock } from '~/words/say'
import { useCopyTurn } from '../head/useCopyTurn'
import { useNotes } from '../notes/useNotes'
import { pairOf } from '../reading/marks'
import { useReading } from '../reading/Reading'
import type { Row } from '../reading/rows'
import { useFeeling } from '../reading/useFeeling'
import { usePartyName, useReadingWords } from '../reading/words'
import { MarkChip } from './MarkChip'
import { MarkedText } from './MarkedText'
import { NoteChip } from './NoteChip'
import classes from './TurnRow.module.css'

const useWords = words(
  'turn',
  {
    pause: 'Pause of {{seconds}} s',
    overlap: 'Both speak for {{seconds}} s',
    called: 'This called for: {{behaviour}}',
    searched: 'Searched',
    copy: 'Copy link to this turn',
    comment: 'Comment on this turn',
    foreign: 'in {{language}}',
  },
  {
    pause: '停顿 {{seconds}} 秒',
    overlap: '双方同时说话 {{seconds}} 秒',
    called: '这里需要：{{behaviour}}',
    searched: '已查找',
    copy: '复制此轮的链接',
    comment: '对此轮写备注',
    foreign: '{{language}}',
  },
)

const seconds = (ms: number) => (Math.abs(ms) / 1000).toFixed(1)

/** One turn: who, when, the words with their marks, and what was found as buttons. */
export function TurnRow({ row }: { row: Extract<Row, { kind: 'turn' }> }) {
  const t = useWords()
  const common = useCommon()
  const shared = useReadingWords()
  const party = usePartyName()
  const { behaviourName } = useLibrary()
  const { whole, selected, turn: here, select, goTo, comment, blind } = useReading()
  const copy = useCopyTurn()
  const { notes, mayWrite } = useNotes()
  const feeling = useFeeling()
  const { turn, pause, found } = row
  const missed = selected?.opportunity
  const span = pairOf(missed?.searched)
  const searched = span && span[0] <= turn.turn && turn.turn <= span[1]
  const called = missed?.turn === turn.turn
  const noted = notes.filter((note) => note.turn === turn.turn)
  const felt = blind ? undefined : feeling(turn.turn)
  const foreign = turn.language !== whole.conversation.language && ['en', 'zh'].includes(turn.language)
  return (
    <>
      {pause !== undefined && (
        <div className={classes.pause}>
          {pause > 0 ? t('pause', { seconds: seconds(pause) }) : t('overlap', { seconds: seconds(pause) })}
        </div>
      )}
      <div
        className={classes.turn}
        data-party={turn.party}
        data-here={here === turn.turn || undefined}
        data-called={called || undefined}
        data-searched={searched || undefined}
      >
        <div className={classes.gutter}>
          <UnstyledButton
            className={classes.number}
            aria-label={shared('turn', { turn: turn.turn + 1 })}
            onClick={() => goTo(turn.turn)}
          >
            {turn.turn + 1}
          </UnstyledButton>
          {turn.start_ms != null && <div>{clock(turn.start_ms)}</div>}
        </div>
        <div className={classes.body}>
          <div className={classes.head}>
            <span className={classes.who}>{party(turn.party)}</span>
            {foreign && (
              <span>{t('foreign', { language: common(turn.language === 'zh' ? 'language.zh' : 'language.en') })}</span>
            )}
            {felt && <span>{felt}</span>}
            {called && (
              <span className={classes.why}>{t('called', { behaviour: behaviourName(missed.behaviour) })}</span>
            )}
            {searched && !called && <span className={classes.why}>{t('searched')}</span>}
            <span className={classes.actions}>
              {/* The browser's own hints: two floating ones a turn would be the dearest part of scrolling. */}
              <ActionIcon
                size="sm"
                variant="subtle"
                color="gray"
                aria-label={t('copy')}
                title={t('copy')}
                onClick={() => copy(turn.turn)}
              >
                <IconLink size={15} aria-hidden />
              </ActionIcon>
              {mayWrite && (
                <ActionIcon
                  size="sm"
                  variant="subtle"
                  color="gray"
                  aria-label={t('comment')}
                  title={t('comment')}
                  onClick={() => comment({ turn: turn.turn })}
                >
                  <IconMessagePlus size={15} aria-hidden />
                </ActionIcon>
              )}
            </span>
          </div>
          <div data-turn={turn.turn}>
            <MarkedText
              text={turn.text}
              language={turn.language || whole.conversation.language}
              marks={found}
              selected={selected?.id}
              onSelect={select}
            />
          </div>
          {(found.length > 0 || noted.length > 0) && (
            <div className={classes.marks}>
              {found.map((mark) => (
                <MarkChip key={mark.id} mark={mark} />
              ))}
              {noted.length > 0 && <NoteChip turn={turn.turn} count={noted.length} />}
            </div>
          )}
        </div>
      </div>
    </>
  )
}
