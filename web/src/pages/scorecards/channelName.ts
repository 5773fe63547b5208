import { useCommon } from '~/words/common'
import { useFormWords } from './words'

/** The name of a channel, video too. */
export function useChannelName() {
  const common = useCommon()
  const t = useFormWords()
  return (channel: string) =>
    channel === 'video' ? t('channel.video') : common(`channel.${channel as 'voice' | 'chat' | 'unknown'}`)
}
