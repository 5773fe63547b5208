import { Button, Group, Paper, Stepper, Text, Title } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { api, queries } from '~/api/client'
import { useSession } from '~/api/session'
import { ProblemNote, tellDone } from '~/ui/Problem'
import { useCommon } from '~/words/common'
import { day } from '~/words/say'
import { SampleHowMany } from './SampleHowMany'
import { SampleWhich } from './SampleWhich'
import { SampleWho } from './SampleWho'
import { useSampleWords } from './sampleWords'
import { dayEnd, dayStart, presets, readSeed } from './sampling'

export interface Design {
  program: string
  stream: 'random' | 'risk'
  from: string
  until: string
  n: number
  byLanguage: boolean
  seed: string
  reasons: string[]
  reviewers: string[]
  due: string
}

const useDesign = (program: string) => {
  const t = useSampleWords()
  const period = presets(Date.now()).find((one) => one.key === 'last30')
  return useForm<Design>({
    mode: 'controlled',
    initialValues: {
      program,
      stream: 'random',
      from: period?.from ?? '',
      until: period?.until ?? '',
      n: 30,
      byLanguage: false,
      seed: '',
      reasons: [],
      reviewers: [],
      due: '',
    },
    validate: {
      until: (until, { from }) => {
        const [start, end] = [dayStart(from), dayEnd(until)]
        return start != null && end != null && start < end ? null : t('periodWrong')
      },
      seed: (seed) => (readSeed(seed) === 'wrong' ? t('seedWrong') : null),
    },
  })
}
export type DesignForm = ReturnType<typeof useDesign>

/** A sample in three steps: which conversations, how many, who reviews them by when. */
export function SampleWizard({ onClose }: { onClose: () => void }) {
  const t = useSampleWords()
  const common = useCommon()
  const { programs } = useSession()
  const navigate = useNavigate()
  const [step, setStep] = useState(0)
  const form = useDesign(programs[0]?.id ?? '')
  const design = form.values
  const make = api.useMutation('post', '/api/samples', {
    onSuccess: (sample) => {
      for (const path of ['/api/samples', '/api/reviews']) void queries.invalidateQueries({ queryKey: ['get', path] })
      tellDone(t('made'))
      void navigate({ to: '/samples/$id', params: { id: sample.id } })
    },
  })
  const [from, until] = [dayStart(design.from), dayEnd(design.until)]
  const forward = () => {
    if (form.validate().hasErrors) return
    if (step < 2) return setStep(step + 1)
    if (from == null || until == null) return
    const seed = readSeed(design.seed)
    const random = design.stream === 'random'
    make.mutate({
      body: {
        program: design.program,
        stream: design.stream,
        from_ms: from,
        until_ms: until,
        n: design.n,
        ...(random
          ? { by_language: design.byLanguage, ...(typeof seed === 'number' && { seed }) }
          : { reasons: design.reasons }),
        reviewers: design.reviewers,
        ...(design.due && { due_ms: (dayEnd(design.due) ?? 0) - 1 }),
      },
    })
  }
  const people = design.reviewers.length
  return (
    <Paper component="section" aria-label={t('design')}>
      <Title order={2} size="h4" mb="md">
        {t('design')}
      </Title>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          forward()
        }}
      >
        <Stepper active={step} onStepClick={(to) => to < step && setStep(to)} size="sm" mb="md">
          <Stepper.Step label={t('step1')} description={t('step1About')}>
            <SampleWhich form={form} />
          </Stepper.Step>
          <Stepper.Step label={t('step2')} description={t('step2About')}>
            <SampleHowMany form={form} />
          </Stepper.Step>
          <Stepper.Step label={t('step3')} description={t('step3About')}>
            <SampleWho form={form} />
            {from != null && until != null && (
              <Text mt="md" fw={600}>
                {t(design.stream === 'random' ? 'summaryRandom' : 'summaryRisk', {
                  n: design.n,
                  from: day(from),
                  until: day(until - 1),
                })}{' '}
                {people === 0
                  ? t('summaryQueue')
                  : t('summaryShare', { count: people, each: Math.ceil(design.n / people) })}
              </Text>
            )}
          </Stepper.Step>
        </Stepper>
        {make.error && <ProblemNote problem={make.error} />}
        <Group justify="space-between" mt="md">
          <Button variant="default" onClick={step === 0 ? onClose : () => setStep(step - 1)}>
            {step === 0 ? common('cancel') : common('back')}
          </Button>
          <Button type="submit" loading={make.isPending}>
            {step < 2 ? t('next') : design.stream === 'random' ? t('draw') : t('pick')}
          </Button>
        </Group>
      </form>
    </Paper>
  )
}
