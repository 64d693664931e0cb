/** The balance audit compares the counts of the streams app with the records in the topics. */
package dev.freshet.audit.balance;
