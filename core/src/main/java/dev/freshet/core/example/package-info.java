/** Training examples: windows of a customer's history with their targets and groups. */
package dev.freshet.core.example;
