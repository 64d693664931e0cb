/** The command that replays a log into the user's Kafka cluster. */
package dev.freshet.cli.command.replay;
