import {
  type ConversationFlavor,
  conversations,
  createConversation,
  type Conversation as Talk,
} from '@grammyjs/conversations'
import { Bot, type Context, webhookCallback } from 'grammy'
import {
  type Answers,
  type Conversation,
  fill,
  pledgeOf,
  type Question,
  readAnswer,
} from '../conversation.ts'
import { crash, type Host, host } from './host.ts'

/** The conversation with grammY's conversations plugin, its state in Redis. */
type Outside = ConversationFlavor<Context>
const parts = host()

function builder(conversation: Conversation, { savePledge }: Host) {
  const { questions, thanks } = conversation
  return async (talk: Talk<Outside, Context>, first: Context) => {
    const answers: Answers = {}
    let ctx = first
    for (let n = 0; n < questions.length; n++) {
      const question = questions[n]!
      let answer: string | number | undefined
      while (answer === undefined) {
        await reply(ctx, question, answers)
        ctx = await talk.wait()
        answer = readAnswer(question, said(ctx))
      }
      answers[question.name] = answer
      if (question.options?.find((option) => option.id === answer)?.restart) n = -1
    }
    await talk.external(() => savePledge(ctx.update.update_id, pledgeOf(conversation, answers)))
    await ctx.reply(fill(thanks.vi, answers))
  }
}

function reply(ctx: Context, { text, options }: Question, answers: Answers) {
  return ctx.reply(fill(text.vi, answers), options && { reply_markup: keyboard(options) })
}

const keyboard = (options: NonNullable<Question['options']>) => ({
  inline_keyboard: options.map(({ id, label }) => [{ text: label.vi, callback_data: id }]),
})

const said = (ctx: Context) => ({ text: ctx.message?.text, choice: ctx.callbackQuery?.data })

const bot = new Bot<Outside>(parts.token, { client: { apiRoot: parts.apiRoot } })
// Outside the conversation: inside, its result would be stored and replayed for ever.
bot.on('callback_query', (ctx, next) => Promise.all([ctx.answerCallbackQuery(), next()]))
bot.use(
  conversations({
    storage: {
      type: 'key',
      version: 1,
      adapter: { read: parts.sessions.get, write: parts.sessions.set, delete: parts.sessions.delete },
    },
  }),
)
for (const one of parts.conversations) bot.use(createConversation(builder(one, parts), one.name))
for (const { name } of parts.conversations) bot.command(name, (ctx) => ctx.conversation.enter(name))

const hook = webhookCallback(bot, 'http', { secretToken: parts.secret })
await bot.init()
await parts.serve((req, res) => {
  if (req.url === parts.hook.path) hook(req, res).catch(crash)
  else res.writeHead(404).end()
})
await bot.api.setWebhook(parts.hook.url, { secret_token: parts.secret })
