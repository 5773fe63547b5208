import { Alert } from '@mantine/core'
import { isProblem } from '~/api/client'
import { ProblemNote } from '~/ui/Problem'
import { words } from '~/words/i18n'

const useWords = words(
  'saveProblem',
  {
    meanwhile: 'Somebody changed this program meanwhile',
    meanwhileAbout: 'What you typed is still here, and nothing was saved. Save again to set it over their change.',
  },
  {
    meanwhile: '期间有人修改了本项目',
    meanwhileAbout: '您填写的内容仍在，尚未保存。再次保存会覆盖对方的修改。',
  },
)

/** Why a change of a program was not saved. */
export function SaveProblem({ problem }: { problem: unknown }) {
  const t = useWords()
  if (problem === undefined) return null
  if (isProblem(problem) && problem.code === 'changed_meanwhile')
    return (
      <Alert color="yellow" role="alert" title={t('meanwhile')}>
        {t('meanwhileAbout')}
      </Alert>
    )
  return <ProblemNote problem={problem} />
}
