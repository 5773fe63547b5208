/** A figure of a small line. */
export interface Spot {
  value: number | null
  interval: readonly number[] | null
}

/** What a small line is drawn of, in pixels. */
export interface Drawn {
  /** Runs of neighbours that have a value, as the path of a line. */
  line: string
  /** Runs of neighbours that have an interval, as areas from low to high. */
  band: string
  /** Every value. */
  dots: { x: number; y: number }[]
}

/** A small line with its band on the whole scale. Where a value is missing there is a gap, not a bridge. */
export function spark(spots: readonly Spot[], scale: number, width: number, height: number, pad = 3): Drawn {
  const step = spots.length > 1 ? (width - 2 * pad) / (spots.length - 1) : 0
  const x = (at: number) => round(spots.length > 1 ? pad + at * step : width / 2)
  const y = (value: number) => round(height - pad - Math.min(Math.max(value / scale, 0), 1) * (height - 2 * pad))
  const dots: Drawn['dots'] = []
  let line = ''
  let band = ''
  let ceiling: string[] = []
  let floor: string[] = []
  const close = () => {
    if (ceiling.length > 1) band += `M${ceiling.join('L')}L${floor.reverse().join('L')}Z`
    ceiling = []
    floor = []
  }
  let joined = false
  spots.forEach(({ value, interval }, at) => {
    if (value === null) joined = false
    else {
      line += `${joined ? 'L' : 'M'}${x(at)} ${y(value)}`
      dots.push({ x: x(at), y: y(value) })
      joined = true
    }
    const [low, high] = [interval?.[0], interval?.[1]]
    if (low === undefined || high === undefined) close()
    else {
      ceiling.push(`${x(at)} ${y(high)}`)
      floor.push(`${x(at)} ${y(low)}`)
    }
  })
  close()
  return { line, band, dots }
}

const round = (value: number) => Math.round(value * 10) / 10
