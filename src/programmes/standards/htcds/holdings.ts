/**
 * Where the fields of the HTCDS are held that no form asks: with the person, the case, a consent or a referral; or why they
 * are not. What a form asks is said by its own mappings. `docs/htcds.md` is made of both.
 */
import type { HtcdsHolding } from '../../../kernel/form/index.ts';

const noOrganisation = 'An organisation is known by its name and its kind; its address is its own affair.';
const incoming = 'A case that was referred stays with the organisation that sent it, and is exported there.';
const outgoing =
  'A referral names the purpose to which the person agreed; who works on it there is the other’s to say.';
const deprecated = 'Deprecated in the standard.';

export const htcdsHoldings: Readonly<Record<string, HtcdsHolding>> = {
  org_Name: { at: 'case.organisation', way: 'out' },
  org_ShippingCity: { not: noOrganisation },
  org_ShippingCountry: { not: noOrganisation },
  org_ShippingState: { not: noOrganisation },
  org_ShippingStreet: { not: noOrganisation },
  org_ShippingPostalCode: { not: noOrganisation },
  org_ShippingLongitude: { not: noOrganisation },
  org_ShippingLatitude: { not: noOrganisation },
  org_Phone: { not: noOrganisation },
  org_Type: { not: 'Kinds of organisations are the installation’s own; the standard’s list does not fit a ministry.' },

  prs_Salutation: { not: 'A name is kept as the person gives it; a form of address is no part of it.' },
  prs_FirstName: { at: 'person.name' },
  // A name here is one, in its own order: the parts are put together, and it goes out whole as the first.
  prs_MiddleName: { at: 'person.name.middle', way: 'in' },
  prs_SecondName: { at: 'person.name.last', way: 'in' },
  prs_Birthdate: { at: 'person.birth' },
  prs_Gender: {
    at: 'person.sex',
    gives: { female: 'Feminine', male: 'Masculine', other: 'NonConforming' },
    takes: {
      Feminine: 'female',
      Masculine: 'male',
      TransgenderFeminine: 'other',
      TransgenderMasculine: 'other',
      NonConforming: 'other',
      NonSpecifiedUnknown: '',
    },
  },
  prs_Citizenship: { at: 'person.nationalities' },
  prs_IdentityNumber: { at: 'person.document' },
  prs_Title: { not: 'What somebody works as is asked where it matters, by sector.' },
  prs_Email: { at: 'contact.email' },
  prs_MobilePhone: { at: 'contact.phone' },
  prs_HomePhone: { at: 'contact.phone.second' },
  prs_MailingStreet: { at: 'contact.address' },
  prs_MailingCity: { at: 'contact.address.city', way: 'in' },
  prs_MailingState: { at: 'contact.address.state', way: 'in' },
  prs_MailingPostalCode: { at: 'contact.address.postcode', way: 'in' },
  prs_MailingCountry: { at: 'contact.address.country', way: 'in' },
  prs_MailingLongitude: { not: 'A point on the map finds somebody; an address is kept as text, sealed.' },
  prs_MailingLatitude: { not: 'A point on the map finds somebody; an address is kept as text, sealed.' },

  vic_AgreementToManagePersonalData: { not: `${deprecated} Consent is con_Consent.` },
  vic_Vulnerabilities: {
    not: `${deprecated} What was taken advantage of is asked by the indicators of the screening.`,
  },
  vic_DetailsOfVulnerabilities: { not: `${deprecated} See vic_Vulnerabilities.` },

  cas_Status: { at: 'case.status', way: 'out', gives: { open: 'Active', closed: 'Closed' } },
  cas_ReasonForCaseClosure: { at: 'case.closingReason', way: 'out' },
  cas_CaseOwner: { at: 'case.owner', way: 'out' },
  cas_ReferringOrganisation: { not: incoming },
  cas_IncomingReferralDate: { not: incoming },
  cas_ReferringPrimaryCaseWorker: { not: incoming },
  cas_ReasonForIncomingReferral: { not: incoming },
  cas_IncomingReferralDetails: { not: incoming },
  cas_ReferredOrganisation: { at: 'referral.to', way: 'out' },
  cas_ReferredPrimaryCaseWorker: { not: outgoing },
  cas_ReasonForOutgoingReferral: { not: outgoing },
  cas_OutgoingReferralDate: { at: 'referral.sentAt', way: 'out' },
  cas_OutgoingReferralDetails: { not: outgoing },
  con_Consent: { at: 'case.consent' },
};
