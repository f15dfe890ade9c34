# Trunkline's own image: gateway and worker. The servers it needs are in docker-compose.yml.
FROM node:24.21.0-bookworm-slim@sha256:0e0ff40c39bc087845bfb27465a0df4ea419520094bc35842ff83dd8cbe6f9b6 AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY client/package.json client/package.json
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
# Only the build script of the local launcher; the launcher itself is not part of the image.
COPY dev-stack/bootstrap dev-stack/bootstrap
COPY client client
COPY src src
# Temporal's SDK brings its library for five platforms.
RUN npm run build && npm prune --omit=dev --ignore-scripts --no-audit --no-fund && \
    find node_modules/@temporalio/core-bridge/releases -mindepth 1 -maxdepth 1 ! -name "$(uname -m)-unknown-linux-gnu" -exec rm -r {} +

FROM node:24.21.0-bookworm-slim@sha256:0e0ff40c39bc087845bfb27465a0df4ea419520094bc35842ff83dd8cbe6f9b6
# Without a limit, Node collects garbage late. A reconciliation of 50,000 trunks needs more than 512 MB.
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=8080 \
    TRUNKLINE_HOME=/data \
    NODE_OPTIONS="--max-old-space-size=768 --max-semi-space-size=4" \
    MALLOC_ARENA_MAX=2
WORKDIR /app
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY --from=build /app/package.json package.json
# node_modules has only a link to the package of the client.
COPY --from=build /app/client/package.json client/package.json
COPY --from=build /app/client/dist client/dist
COPY bin bin
RUN ln -s /app/bin/trunkline.js /usr/local/bin/trunkline && \
    install --directory --owner=node --group=node --mode=0700 /data
USER node
VOLUME /data
EXPOSE 8080
# A worker serves no HTTP and waits for servers that are away. That it runs says all that can be said.
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "process.env.ROLE === 'worker' || fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "bin/trunkline.js"]
CMD ["serve"]
