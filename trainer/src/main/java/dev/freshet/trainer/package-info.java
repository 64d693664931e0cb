/** The trainer as an app: its settings, its thread and its errors. Training starts in {@code online}. */
package dev.freshet.trainer;
