import { words } from '~/words/i18n'

/** Words of corrected scores, in the chart and its table. */
export const useTeamScoreWords = words(
  'analyticsTeamScoreProgram',
  {
    corrected: 'Corrected by people',
    machine: 'Machine alone',
    correction: 'Correction',
    reviews: 'Reviews it rests on',
    needed: 'Still needed for ± 5 points',
    otherForm: 'Left out: by a form that has changed since',
    correctionIs: 'Correction {{points}} points',
    rests_one: 'rests on {{count}} review',
    rests_other: 'rests on {{count}} reviews',
    'need.enough': 'enough reviews for ± 5 points',
    'need.more_one': 'about {{count}} more review for ± 5 points, if people and machine go on to differ as they do',
    'need.more_other': 'about {{count}} more reviews for ± 5 points, if people and machine go on to differ as they do',
    'need.pilot_one': '{{count}} more review first, to learn how people and machine differ',
    'need.pilot_other': '{{count}} more reviews first, to learn how people and machine differ',
    'need.nothing': 'nothing to review in this period',
    sample: 'Draw a random sample',
  },
  {
    corrected: '人工修正后',
    machine: '仅机器评分',
    correction: '修正值',
    reviews: '依据的复核数',
    needed: '达到 ± 5 分还需',
    otherForm: '不计入：评分表之后已修改',
    correctionIs: '修正 {{points}} 分',
    rests_other: '依据 {{count}} 份复核',
    'need.enough': '复核数已够，可达 ± 5 分',
    'need.more_other': '若人机差异不变，约再复核 {{count}} 份可达 ± 5 分',
    'need.pilot_other': '请先再复核 {{count}} 份，以了解人机差异',
    'need.nothing': '这段时间没有可复核的会话',
    sample: '抽取随机样本',
  },
)
