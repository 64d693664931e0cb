/** Commands that audit topics. */
package dev.freshet.cli.command.audit;
