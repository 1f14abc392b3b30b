export { certificateActions } from './actions.ts'
export type { CertificateFacts } from './certificate.ts'
export { type Checked, checkText } from './checking.ts'
export { type CertificateCopy, copyOfCertificates, countCertificates } from './copy.ts'
export { unnameCertificates } from './forgetting.ts'
export { type Issued, type Issuing, issueCertificate } from './issuing.ts'
export { moveCertificates } from './moving.ts'
export { certificatePages } from './pages.tsx'
export { drawDue, mayHave, type Papers, paper } from './papers.ts'
export { textSigner } from './signer.ts'
export {
  type Certificate,
  certified,
  retireSigningKeys,
  revokeCertificate,
  revokeOf,
  verifyingKeys,
} from './store.ts'
export { type Verified, verifyPaper } from './verify.ts'
