import { actingContract } from '../contracts/acting.contract.ts'
import { testDatabase } from '../support/database.ts'

actingContract(testDatabase)
