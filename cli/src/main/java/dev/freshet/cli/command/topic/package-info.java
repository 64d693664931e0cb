/** Commands that create, check, list and digest topics. */
package dev.freshet.cli.command.topic;
