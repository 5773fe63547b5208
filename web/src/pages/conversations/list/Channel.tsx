import {
  IconDeviceMobileMessage,
  IconHash,
  IconMail,
  IconMessage,
  IconPhone,
  IconQuestionMark,
  IconVideo,
} from '@tabler/icons-react'
import { useCommon } from '~/words/common'
import { useFilterWords } from '../filters/words'
import classes from './cells.module.css'

const ICONS = {
  voice: IconPhone,
  chat: IconMessage,
  email: IconMail,
  sms: IconDeviceMobileMessage,
  social: IconHash,
  video: IconVideo,
}

/** A channel by icon and word. */
export function Channel({ channel }: { channel: string }) {
  const common = useCommon()
  const t = useFilterWords()
  const Icon = ICONS[channel as keyof typeof ICONS] ?? IconQuestionMark
  const word =
    channel === 'video' ? t('video') : common(`channel.${channel in ICONS ? (channel as 'voice') : 'unknown'}`)
  return (
    <span className={classes.pair}>
      <Icon size={16} aria-hidden className={classes.icon} />
      {word}
    </span>
  )
}
