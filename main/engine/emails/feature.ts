import type { Feature } from '../core/context.ts'
import { emailJobs } from './jobs.ts'

export const emails: Feature = { name: 'emails', jobs: emailJobs }
