import { OCCASIONS, type Occasion } from '../occasions.ts'

/** What a picture is of: an occasion, or a campaign of none. */
export type Motif = Occasion | 'generic'

export const MOTIFS = [...OCCASIONS, 'generic'] as const satisfies readonly Motif[]

/** @param event of a campaign, which may be of an occasion that the fund has written itself */
export const motifOf = (event: string): Motif => OCCASIONS.find((one) => one === event) ?? 'generic'

/** Flat colours of one picture. */
export interface Palette {
  readonly sky: string
  /** Sun or moon. */
  readonly disc: string
  /** Hills, from the farthest to the ground. */
  readonly hills: readonly [far: string, middle: string, near: string, ground: string]
  readonly road: string
  readonly wall: string
  readonly roof: string
  /** What stands in front. */
  readonly bright: string
  readonly warm: string
  readonly deep: string
  readonly pale: string
}

/** Few colours for each occasion, all in this table. No gradients: they make a picture ten times as large. */
export const PALETTES: Readonly<Record<Motif, Palette>> = {
  'children-month': {
    sky: '#D9EEF0',
    disc: '#F7C65B',
    hills: ['#B9DCC4', '#93C6A0', '#6FAE84', '#4F9470'],
    road: '#F3E3BF',
    wall: '#FFF6E3',
    roof: '#C96A4A',
    bright: '#E4574C',
    warm: '#F2A541',
    deep: '#2C6E8F',
    pale: '#FFF6E3',
  },
  'mid-autumn': {
    sky: '#26335C',
    disc: '#F9E3A8',
    hills: ['#34477A', '#2D3D6B', '#243259', '#1B2746'],
    road: '#5C6795',
    wall: '#E9C98A',
    roof: '#7A3B3B',
    bright: '#E4504A',
    warm: '#F4B53F',
    deep: '#2F8F7A',
    pale: '#FCEFC9',
  },
  tet: {
    sky: '#FBE9DC',
    disc: '#F3B36B',
    hills: ['#EFD0BC', '#DDB9A0', '#A9B58A', '#7F9668'],
    road: '#F7E6CC',
    wall: '#FFF8EC',
    roof: '#A6402A',
    bright: '#C4392F',
    warm: '#E8B04A',
    deep: '#4C7A45',
    pale: '#FFF8EC',
  },
  'new-school-year': {
    sky: '#FDF1CF',
    disc: '#F5A95A',
    hills: ['#D6DFB4', '#B3CB94', '#8DB27B', '#6B9763'],
    road: '#F6E2B8',
    wall: '#FFFDF6',
    roof: '#C4553B',
    bright: '#2F6FA8',
    warm: '#F0B63E',
    deep: '#274B72',
    pale: '#FFFDF6',
  },
  winter: {
    sky: '#DCE4EA',
    disc: '#F6EBD8',
    hills: ['#C3D0DA', '#A7B8C6', '#8A9EAF', '#6F8598'],
    road: '#E9EEF1',
    wall: '#F5EFE6',
    roof: '#8A5A4A',
    bright: '#C8503E',
    warm: '#E0A24A',
    deep: '#36506B',
    pale: '#F7F3EA',
  },
  generic: {
    sky: '#F6EFE0',
    disc: '#E9A15B',
    hills: ['#DCE0C6', '#B9CBAE', '#8FB39B', '#5E9484'],
    road: '#F4E2BE',
    wall: '#FFFBF4',
    roof: '#B9593F',
    bright: '#D5674C',
    warm: '#E09A4F',
    deep: '#2C7C6E',
    pale: '#FFFBF4',
  },
}
