/** Reports of commands: tables, charts and digests. */
package dev.freshet.cli.report;
