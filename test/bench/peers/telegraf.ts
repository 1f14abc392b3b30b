import { Agent } from 'node:http'
import { type Context, Scenes, session, Telegraf } from 'telegraf'
import type { InlineKeyboardMarkup } from 'telegraf/types'
import {
  type Answers,
  type Conversation,
  fill,
  pledgeOf,
  type Question,
  readAnswer,
  type Said,
} from '../conversation.ts'
import { crash, type Host, host } from './host.ts'

/** The conversation as Telegraf's WizardScene, its session in Redis. */
type Talk = Scenes.WizardContext
const parts = host()

function scene(conversation: Conversation, { savePledge }: Host) {
  const { name, questions, thanks } = conversation
  const ask = (ctx: Talk, n: number) => {
    ctx.wizard.selectStep(n + 1)
    return reply(ctx, questions[n]!)
  }
  return new Scenes.WizardScene<Talk>(
    name,
    (ctx) => ask(ctx, 0),
    ...questions.map((question, n) => async (ctx: Talk) => {
      const answer = readAnswer(question, said(ctx))
      if (answer === undefined) return reply(ctx, question)
      const answers = ctx.wizard.state as Answers
      answers[question.name] = answer
      if (question.options?.find((option) => option.id === answer)?.restart) return ask(ctx, 0)
      if (n + 1 < questions.length) return ask(ctx, n + 1)
      await savePledge(ctx.update.update_id, pledgeOf(conversation, answers))
      await ctx.reply(fill(thanks.vi, answers))
      return ctx.scene.leave()
    }),
  )
}

function reply(ctx: Talk, { text, options }: Question) {
  return ctx.reply(fill(text.vi, ctx.wizard.state as Answers), options && { reply_markup: keyboard(options) })
}

const keyboard = (options: NonNullable<Question['options']>): InlineKeyboardMarkup => ({
  inline_keyboard: options.map(({ id, label }) => [{ text: label.vi, callback_data: id }]),
})

const said = ({ message, callbackQuery }: Context): Said => ({
  text: message && 'text' in message ? message.text : undefined,
  choice: callbackQuery && 'data' in callbackQuery ? callbackQuery.data : undefined,
})

const bot = new Telegraf<Talk>(parts.token, {
  // A call inside the webhook's answer would be one call less than the other contestants make.
  telegram: { apiRoot: parts.apiRoot, webhookReply: false },
})
bot.catch(crash)
// Telegraf keeps connections alive to https roots only and drops the agent of a plain one, which is what the bench has.
// Without this every call would open a connection of its own (4.16.3, src/core/network/client.ts).
const agent = new Agent({ keepAlive: true })
bot.use((ctx, next) => {
  ctx.telegram.options.agent = agent
  return next()
})
bot.on('callback_query', (ctx, next) => Promise.all([ctx.answerCbQuery(), next()]))
bot.use(session({ store: parts.sessions }))
bot.use(new Scenes.Stage<Talk>(parts.conversations.map((one) => scene(one, parts))).middleware())
for (const { name } of parts.conversations) bot.command(name, (ctx) => ctx.scene.enter(name))

bot.botInfo = await bot.telegram.getMe()
await parts.serve(bot.webhookCallback(parts.hook.path, { secretToken: parts.secret }))
await bot.telegram.setWebhook(parts.hook.url, { secret_token: parts.secret })
