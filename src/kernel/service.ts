/** How a service for somebody stands, and where it can go from there. */
export const serviceStatuses = [
  'needed',
  'declined',
  'referred',
  'accepted',
  'rejected',
  'underway',
  'delivered',
  'cancelled',
] as const;
export type ServiceStatus = (typeof serviceStatuses)[number];

/** What fell through may be needed again; what was called delivered by mistake is under way again. */
export const serviceMoves: Record<ServiceStatus, readonly ServiceStatus[]> = {
  needed: ['declined', 'referred', 'accepted', 'underway', 'delivered', 'cancelled'],
  declined: ['needed'],
  referred: ['accepted', 'rejected', 'underway', 'declined', 'cancelled'],
  accepted: ['underway', 'delivered', 'declined', 'cancelled'],
  rejected: ['needed', 'referred'],
  underway: ['delivered', 'declined', 'cancelled'],
  delivered: ['underway'],
  cancelled: ['needed'],
};

/** A new one: needed, or what a need can become at once. */
export const firstStatuses: readonly ServiceStatus[] = [
  'needed',
  'declined',
  'referred',
  'accepted',
  'underway',
  'delivered',
];

/** Arranged with somebody, or given: nothing of it without a consent. */
export const restsOnConsent = (status: ServiceStatus): boolean =>
  status === 'referred' || status === 'accepted' || status === 'underway' || status === 'delivered';

/** It could not be had, and it may be said why. */
export const mayBeUnavailable = (status: ServiceStatus): boolean =>
  status === 'needed' || status === 'rejected' || status === 'cancelled';

/** Somebody has had of it what they can judge. */
export const mayBeRated = (status: ServiceStatus): boolean => status === 'underway' || status === 'delivered';
