# Chung Tay in production: production dependencies only. See docker-compose.yml for the whole.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build

FROM node:24-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# @prisma/client may use prisma and typescript where they are (optional peers), and so --omit=dev alone would leave them and
# the hundred packages behind them in. With nobody who asks for them, they stay out.
RUN npm pkg delete devDependencies && npm ci --ignore-scripts --omit=peer

FROM node:24-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=dependencies /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY package.json ./
COPY prisma prisma
COPY flows flows
COPY src/web/static src/web/static
RUN mkdir -p /data && chown node:node /data
USER node
ENV DATA_DIR=/data PORT=3000
EXPOSE 3000
# Node is the first process: it hears SIGTERM and stops cleanly.
ENTRYPOINT ["node", "--enable-source-maps", "dist/main.js"]
CMD ["all"]
