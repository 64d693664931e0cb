/** Commands that list, describe, export, import and try models. */
package dev.freshet.cli.command.model;
