#!/bin/sh
# Makes the topics of config/topics.yaml at the one broker of docker-compose.yml: one copy of each, fewer partitions.
set -eu

make() {
  name=$1
  partitions=$2
  shift 2
  /opt/kafka/bin/kafka-topics.sh --bootstrap-server kafka:19092 --create --if-not-exists \
    --topic "$name" --partitions "$partitions" --replication-factor 1 "$@"
}

make sluice.flow-batches 4 --config cleanup.policy=delete --config max.message.bytes=4194304
make sluice.edges 2 --config cleanup.policy=compact --config max.message.bytes=8388608
make sluice.inventory 1 --config cleanup.policy=compact --config max.message.bytes=4194304
make sluice.dead-letters 1 --config cleanup.policy=delete --config max.message.bytes=4194304
make sluice.checkpoints 4 --config cleanup.policy=compact
make sluice.recommendations 2 --config cleanup.policy=compact --config max.message.bytes=4194304
make sluice.findings 2 --config cleanup.policy=delete --config max.message.bytes=4194304
make sluice.announced 1 --config cleanup.policy=compact
