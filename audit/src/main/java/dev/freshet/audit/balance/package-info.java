/** The balance audit: what the streams app has counted is what lies in the topics. */
package dev.freshet.audit.balance;
