/** What a command reports: tables, charts and digests. */
package dev.freshet.cli.report;
