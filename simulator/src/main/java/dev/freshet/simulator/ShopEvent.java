package dev.freshet.simulator;

import dev.freshet.core.event.Action;

/**
 * A row of the shop's log.
 *
 * @param source place in the shop
 * @param time epoch milliseconds
 * @param request the page; null when there is none
 */
record ShopEvent(String user, String product, Action action, String source, long time, String request) {}
