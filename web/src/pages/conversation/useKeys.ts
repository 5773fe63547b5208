import { useSession } from '~/api/session'
import { useShortcuts } from '~/ui/shortcuts'
import { words } from '~/words/i18n'
import { useDispute } from './dispute/Disputing'
import { useCopyTurn } from './head/useCopyTurn'
import { tabsFor } from './panel/tabs'
import { type Mark, stepFrom } from './reading/marks'
import { type Tab, useReading } from './reading/Reading'
import { proofsOf, restsOn } from './scorecard/proof'

const useWords = words(
  'keys',
  {
    nextTurn: 'Next turn',
    previousTurn: 'Previous turn',
    nextMark: 'Next mark',
    previousMark: 'Previous mark',
    nextMissed: 'Next missed moment',
    findings: 'Findings',
    scorecard: 'Scorecard',
    notes: 'Notes',
    history: 'History',
    copy: 'Copy link to the turn or mark',
    dispute: 'Dispute what is selected',
    clear: 'Select nothing',
  },
  {
    nextTurn: '下一轮',
    previousTurn: '上一轮',
    nextMark: '下一个标记',
    previousMark: '上一个标记',
    nextMissed: '下一个错失时机',
    findings: '发现',
    scorecard: '评分表',
    notes: '备注',
    history: '历史',
    copy: '复制轮次或标记的链接',
    dispute: '对所选标记提出申诉',
    clear: '取消选择',
  },
)

/** The keys of the page; `?` lists them. `covered`: the panel lies over the transcript, and is what Escape closes first. */
export function useKeys(onTab: (tab: Tab) => void, covered: boolean) {
  const t = useWords()
  const { role } = useSession()
  const { whole, marks, selected, turn, viewed, select, goTo, open } = useReading()
  const copy = useCopyTurn()
  const dispute = useDispute()
  const here = () => selected?.turn ?? turn ?? viewed.get().first
  const last = whole.turns.length - 1
  const walk = (by: 1 | -1) => goTo(Math.min(last, Math.max(0, turn === undefined ? viewed.get().first : here() + by)))
  const step = (direction: 1 | -1, wanted?: (mark: Mark) => boolean) => {
    const mark = stepFrom(marks, selected?.id, here(), direction, wanted)
    if (mark) select(mark)
  }
  const contest = () => {
    if (!dispute || !selected) return
    const item = whole.evaluation?.sections
      .flatMap(({ items }) => items)
      .find(({ evidence }) => restsOn(proofsOf(evidence), selected.id))
    if (item) dispute({ item: item.item, text: item.text, mark: selected.id })
  }
  useShortcuts([
    { keys: 'j', says: t('nextTurn'), run: () => walk(1) },
    { keys: 'k', says: t('previousTurn'), run: () => walk(-1) },
    { keys: 'n', says: t('nextMark'), run: () => step(1) },
    { keys: 'p', says: t('previousMark'), run: () => step(-1) },
    { keys: 'm', says: t('nextMissed'), run: () => step(1, ({ polarity }) => polarity === 'missed') },
    ...tabsFor(role).map((tab, at) => ({
      keys: String(at + 1),
      says: t(tab),
      run: () => onTab(tab),
    })),
    { keys: 'c', says: t('copy'), run: () => copy(here(), selected?.id) },
    ...(dispute ? [{ keys: 'd', says: t('dispute'), run: contest }] : []),
    { keys: 'Escape', says: t('clear'), run: () => (covered ? open(false) : select(undefined)) },
  ])
}
