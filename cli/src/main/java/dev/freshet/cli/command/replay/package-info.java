/** The command that replays a log into a Kafka cluster of the user's. */
package dev.freshet.cli.command.replay;
