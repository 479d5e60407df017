#!/usr/bin/env bash
# Builds a release and serves the demo. Everything of it is in var/demo; Ctrl-C ends it.

source "$(dirname "${BASH_SOURCE[0]}")/prelude.sh"

demo=var/demo
portal_port=7070
simulator_port=7071
aldia=$target_dir/release/aldia
pids=()

stop() {
  trap - EXIT INT TERM
  # The portal first: it may still have something to ask the simulator.
  for pid in "${pids[@]}"; do
    kill -TERM "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
  done
  rm -f "$demo/running"
}

secret() { od -An -N24 -tx1 /dev/urandom | tr -d ' \n'; }

# The settings, once: later runs keep the same key and secrets.
settings() {
  [ -f "$demo/aldia.toml" ] && return
  mkdir -p "$demo"
  chmod 700 "$demo"
  local webhook
  webhook=whsec_$(secret)
  (umask 077 && printf '%s\n' "$webhook" >"$demo/webhook-secret")
  (umask 077 && cat >"$demo/aldia.toml") <<TOML
# The demo's own settings; docs/configuration.md explains each key.
env = "demo"
base_url = "http://localhost:$portal_port"
bind = "127.0.0.1:$portal_port"
database_url = "sqlite:$demo/aldia.db?mode=rwc"
key_file = "$demo/master.key"
mailbox_dir = "$demo/mailbox"
stripe_api_url = "http://127.0.0.1:$simulator_port"
stripe_secret_key = "sk_test_$(secret)"
stripe_webhook_secrets = "$webhook"
log = "text"
TOML
}

listens() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

ready() {
  local answer
  # A group, for bash speaks of a refused connection before it redirects the command's own errors.
  { answer=$(
    exec 3<>"/dev/tcp/127.0.0.1/$portal_port" &&
      printf 'GET /readyz HTTP/1.0\r\nHost: localhost:%s\r\n\r\n' "$portal_port" >&3 &&
      head -n 1 <&3
  ); } 2>/dev/null || return 1
  [[ "$answer" == *' 200 '* ]]
}

# Waits for `$2 …` to hold while the process $1 lives.
wait_for() {
  local pid=$1 tries=300
  shift
  until "$@"; do
    kill -0 "$pid" 2>/dev/null || die "It did not start; $demo/*.log says why."
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || die "It does not answer; $demo/*.log says why."
    sleep 0.1
  done
}

scripts/install.sh build rust front
make_front
heading "Building a release"
release build --release --package server --bin aldia

for port in $portal_port $simulator_port; do
  ! listens "$port" || die "Port $port is taken: is the demo running already?"
done
settings
[ -f "$demo/master.key" ] || "$aldia" new-key "$demo/master.key" >/dev/null
export ALDIA_CONFIG=$demo/aldia.toml

heading "Starting the simulator of Stripe and the portal"
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
ALDIA_SIMULATOR_WEBHOOK_SECRET=$(<"$demo/webhook-secret") \
  "$aldia" stripe-simulator --bind "127.0.0.1:$simulator_port" \
  --webhook-url "http://localhost:$portal_port/webhooks/stripe" \
  --state "$demo/simulator.json" >"$demo/simulator.log" 2>&1 &
simulator=$!
pids=("$simulator")
wait_for "$simulator" listens "$simulator_port"

# The demo's first reminders left on a working day: nobody else may hold them to the hours of today.
"$aldia" demo >"$demo/demo.log" 2>&1 || die "The demo is not made; $demo/demo.log says why."

"$aldia" serve >"$demo/portal.log" 2>&1 &
portal=$!
pids=("$portal" "$simulator")
echo "${pids[*]}" >"$demo/running"
wait_for "$portal" ready

# Makes what is missing, then says what to open: links and codes are new each time.
heading "The demo"
"$aldia" demo
printf '\nLogs: %s/*.log. Ctrl-C ends the demo, make clean-demo forgets it.\n' "$demo"
wait -n "${pids[@]}" || true
die "It ended by itself; $demo/*.log says why."
