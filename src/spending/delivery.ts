import type { Day } from '../platform/vietnamese/index.ts'

/** Who takes it, as a role. Names of people are in nobody's books here. */
export const RECEIVERS = ['teacher', 'school', 'commune_office', 'village_head', 'health_station'] as const
export type Receiver = (typeof RECEIVERS)[number]

/** Why fewer arrived than were sent. Donors and everybody read it in our words (words.ts), and nothing that one officer typed. */
export const MISSING = ['late', 'broken', 'fewer_children', 'weather', 'other'] as const
export type Missing = (typeof MISSING)[number]

/** What an officer writes down of things that came to where they are needed. */
export interface DeliverySheet {
  readonly lineId: string
  /** Which commune, of what goes where it is needed most. What a commune asked for comes to that commune. */
  readonly communeId: string | null
  readonly sent: bigint
  /** How many of these arrived. */
  readonly quantity: bigint
  /** Why fewer arrived than were sent; null where all did. */
  readonly missing: Missing | null
  /** More of that, for officers alone. */
  readonly note: string | null
  readonly day: Day
  readonly receiver: Receiver
}

export type DeliveryState = 'recorded' | 'confirmed' | 'struck'

export interface Delivery extends Omit<DeliverySheet, 'note'> {
  readonly id: string
  readonly purchaseId: string
  readonly state: DeliveryState
  /** Sealed (papers.ts). */
  readonly note: Uint8Array | null
  /** Officers. */
  readonly recordedBy: string
  readonly recordedAt: Date
  readonly confirmedBy: string | null
  readonly confirmedAt: Date | null
  /** The commune that it came to, and its province; null: nobody said which. */
  readonly place: string | null
  /** What it is: xã, phường or đặc khu. */
  readonly placeKind: string
  readonly province: string | null
  readonly shares: readonly { readonly claim: string; readonly units: bigint }[]
}

/** So few things that came to one commune on one day point at children. */
export const FEWEST = 5n

/**
 * Where things came, as anybody may hear it: the commune, or where only few came its province alone.
 *
 * @param pooled what is counted is đồng, and points at nobody
 */
export function placeTold(
  { place, province, quantity }: Pick<Delivery, 'place' | 'province' | 'quantity'>,
  pooled: boolean,
): { readonly place: string | null; readonly province: string | null } {
  return { place: pooled || quantity >= FEWEST ? place : null, province }
}

/**
 * Whether what was bought for a commune is told without it: few were bought, or one delivery brought few. All of it then, or what
 * came besides would tell.
 */
export const isFew = (
  { pooled, quantity }: { readonly pooled: boolean; readonly quantity: bigint },
  deliveries: readonly Pick<Delivery, 'quantity'>[],
): boolean => !pooled && [quantity, ...deliveries.map((one) => one.quantity)].some((many) => many < FEWEST)
