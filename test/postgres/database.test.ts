import { databaseContract } from '../contracts/database.contract.ts'
import { usePostgres } from '../support/postgres.ts'

const server = usePostgres()

databaseContract(() => server().db)
