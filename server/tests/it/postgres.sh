# Starts a throw-away PostgreSQL and ends it when standard input closes.
# $1: folder of the binaries; $2: folder for data and socket.
set -euo pipefail
bin=$1 dir=$2
run() { # PostgreSQL refuses to be root
  if [ "$(id -u)" = 0 ]; then
    user=$(getent passwd postgres >/dev/null && echo postgres || echo nobody)
    setpriv --reuid "$user" --regid "$(id -g "$user")" --clear-groups env HOME="$dir" "$@"
  else "$@"; fi
}
if [ "$(id -u)" = 0 ]; then
  chown "$(getent passwd postgres >/dev/null && echo postgres || echo nobody)" "$dir"
fi
chmod 700 "$dir"
cd "$dir"
run "$bin/initdb" -D "$dir/data" -U portal --auth=trust -E UTF8 --locale=C.UTF-8 --no-sync >"$dir/initdb.log" 2>&1 || { cat "$dir/initdb.log" >&2; exit 1; }
run "$bin/pg_ctl" -D "$dir/data" -l "$dir/server.log" -s -w -t 60 \
  -o "-k $dir -c listen_addresses='' -c max_connections=400 -c fsync=off -c full_page_writes=off" start >/dev/null || { cat "$dir/server.log" >&2; exit 1; }
echo ready
cat >/dev/null || true
run "$bin/pg_ctl" -D "$dir/data" -m immediate -s stop || true
rm -rf "$dir"
