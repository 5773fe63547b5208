import { Group, Stack, Text, UnstyledButton } from '@mantine/core'
import { useLibrary } from '~/api/library'
import { PolarityIcon } from '~/ui/polarity'
import { useReading } from '../reading/Reading'
import { useReadingWords, useTurns } from '../reading/words'
import classes from './ProofList.module.css'
import type { Proof } from './proof'
import { useScorecardWords } from './words'

/** What an answer rests on; a click shows it in the transcript. */
export function ProofList({ proofs }: { proofs: readonly Proof[] }) {
  const t = useScorecardWords()
  const shared = useReadingWords()
  const turns = useTurns()
  const { behaviourName } = useLibrary()
  const { marks, selected, select, goTo, whole } = useReading()
  const show = (turn: number, id: string | undefined) => {
    const mark = marks.find((one) => one.id === id)
    if (mark) select(mark, true)
    else goTo(turn)
  }
  const languageOf = (turn: number) => whole.turns.find((one) => one.turn === turn)?.language
  return (
    <Stack gap={4}>
      {proofs.map((proof, at) => {
        if (proof.kind === 'searched')
          return (
            <Text key={`s${proof.first}`} size="xs" c="dimmed">
              {t('searched', { turns: turns(proof.first, proof.last) })}
            </Text>
          )
        if (proof.kind === 'source')
          return (
            <Text key={proof.fact} size="xs" c="dimmed">
              {t('source', { fact: proof.fact })}
            </Text>
          )
        return (
          <UnstyledButton
            key={proof.mark ?? `${proof.turn}-${at}`}
            className={classes.proof}
            data-selected={(proof.mark && proof.mark === selected?.id) || undefined}
            onClick={() => show(proof.turn, proof.mark)}
          >
            <Group gap={6} wrap="nowrap" align="flex-start">
              <PolarityIcon polarity={proof.kind === 'missed' ? 'missed' : proof.good ? 'for' : 'against'} size={15} />
              <Text span size="xs" style={{ flex: 1, overflowWrap: 'anywhere' }}>
                {proof.kind === 'missed' ? (
                  `${t('missed', { turn: proof.turn + 1 })}: ${behaviourName(proof.behaviour)}`
                ) : (
                  <>
                    {proof.hint && <Text span size="xs" c="dimmed">{`${shared('hint')}: `}</Text>}
                    {proof.mark ? (
                      <span lang={languageOf(proof.turn)}>{proof.quote}</span>
                    ) : (
                      t('masked', { what: proof.behaviour })
                    )}
                  </>
                )}
              </Text>
              <Text span size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
                {shared('turn', { turn: proof.turn + 1 })}
              </Text>
            </Group>
          </UnstyledButton>
        )
      })}
    </Stack>
  )
}
