#!/usr/bin/env bash
# Shows on a container engine that docker-compose.yml works: builds, starts two instances of the streams app and a trainer,
# replays the example log, asks for a ranking, checks the answer, and removes everything again. Takes some ten minutes.
#
#   KEEP=1   leaves everything running, to look at
set -euo pipefail
cd "$(dirname "$0")/.."
export COMPOSE_PROJECT_NAME=freshet-smoke KAFKA_PORT=${KAFKA_PORT:-39092} SCHEMA_REGISTRY_PORT=${SCHEMA_REGISTRY_PORT:-38081}
# The example log is of the past: the streams app must not tell its partitions the time of today.
export FRESHET_TICKS_LIVE=false
wait_seconds=900

say() {
  echo "compose-smoke: $*" >&2
}

clean_up() {
  status=$?
  if [ "$status" -ne 0 ]; then
    docker compose ps -a >&2 || true
    docker compose logs --tail 40 >&2 || true
  fi
  if [ -z "${KEEP:-}" ]; then
    docker compose --profile cli down -v --remove-orphans >&2 || true
  fi
  exit "$status"
}

# Health of every container of a service, a word each.
health() {
  docker compose ps -q "$1" | xargs -r docker inspect --format '{{.State.Health.Status}}'
}

wait_healthy() {
  local deadline=$((SECONDS + wait_seconds))
  say "waiting until $1 has $2 healthy containers"
  until [ "$(health "$1" | grep -c '^healthy$')" -eq "$2" ]; do
    [ "$SECONDS" -lt "$deadline" ] || { say "$1 is not healthy after $wait_seconds s: $(health "$1" | xargs)"; return 1; }
    sleep 3
  done
}

docker info > /dev/null 2>&1 || { say "no container engine answers; start Docker or set DOCKER_HOST"; exit 1; }
trap clean_up EXIT

say "building and starting"
docker compose up -d --build --scale streams=2
wait_healthy kafka 1
wait_healthy schema-registry 1
wait_healthy streams 2
wait_healthy trainer 1

say "replaying examples/shop.csv.gz"
docker compose run --rm -T -v "$PWD/examples:/examples:ro" cli replay /examples/shop.csv.gz

say "asking for a ranking"
answer=$(docker compose run --rm -T cli score user-104 --candidates product-12,product-29,product-6 --json)
echo "$answer"
for wanted in user-104 product-12 product-29 product-6; do
  grep -q "\"$wanted\"" <<< "$answer" || { say "the answer lacks $wanted"; exit 1; }
done
docker compose run --rm -T cli model list

say "starting the apps anew: nothing may be lost"
docker compose restart streams trainer
wait_healthy streams 2
wait_healthy trainer 1
docker compose run --rm -T cli score user-104 --candidates product-12,product-29,product-6 --json > /dev/null
say "passed"
