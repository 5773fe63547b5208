import type { Of } from '~/api/client'

export type Version = Of<'ScorecardOut'>

/** A form with all its versions, the newest first. */
export interface Form {
  key: string
  /** The form's own id. */
  name: string
  program: string | null
  versions: Version[]
  published?: Version
  drafts: Version[]
}

/** Versions as forms: those of one program with one id belong together. */
export function forms(versions: readonly Version[]): Form[] {
  const groups = new Map<string, Version[]>()
  for (const version of versions) {
    const key = `${version.program ?? ''}|${version.name}`
    groups.set(key, [...(groups.get(key) ?? []), version])
  }
  return [...groups].map(([key, group]) => {
    const sorted = group.toSorted((a, b) => b.version - a.version || b.created_ms - a.created_ms)
    return {
      key,
      name: sorted[0]?.name ?? '',
      program: sorted[0]?.program ?? null,
      versions: sorted,
      published: sorted.find((one) => one.state === 'published'),
      drafts: sorted.filter((one) => one.state === 'draft'),
    }
  })
}

/** The version that stands for a form: what holds, else the newest. */
export const face = (form: Form): Version | undefined => form.published ?? form.versions[0]

export const CHANNELS = ['voice', 'chat', 'email', 'sms', 'social'] as const
export type Channel = (typeof CHANNELS)[number]

/** The form that a channel gets where its program says nothing. */
const BUILT_IN: Record<Channel, string> = { voice: 'voice', chat: 'chat', sms: 'chat', social: 'chat', email: 'email' }

interface Program {
  id: string
  name: string
  settings: { scorecards: Record<string, string> }
}

/** Which version a program's channel is scored with: its own form stands before one of the same id for all programs. */
export function usedOn(program: Program, channel: Channel, versions: readonly Version[]): Version | undefined {
  const name = program.settings.scorecards[channel] ?? BUILT_IN[channel]
  const published = versions.filter((one) => one.name === name && one.state === 'published')
  return published.find((one) => one.program === program.id) ?? published.find((one) => one.program == null)
}

export interface Use {
  program: string
  programName: string
  channels: Channel[]
}

/** Where a version is in use, by program. */
export function uses(version: Version, programs: readonly Program[], versions: readonly Version[]): Use[] {
  return programs
    .map((program) => ({
      program: program.id,
      programName: program.name,
      channels: CHANNELS.filter((channel) => usedOn(program, channel, versions)?.id === version.id),
    }))
    .filter((use) => use.channels.length > 0)
}

/** The version that a new draft of a form gets. */
export const nextVersion = (versions: readonly Version[], name: string, program: string | null) =>
  Math.max(0, ...versions.filter((one) => one.name === name && one.program === program).map((one) => one.version)) + 1
