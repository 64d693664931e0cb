package dev.freshet.core.group;

import dev.freshet.core.event.Action;
import java.util.ArrayList;
import java.util.List;

/**
 * A request group: the products that one request showed a customer, and which of them the customer put into the cart.
 *
 * @param requestId the request
 * @param timestamp the group's date: the timestamp of its first arrival
 * @param sourceType source of its first impression; null when unknown or when it has had none
 * @param viewed whether it has had an impression
 * @param openingSequence the customer's next history sequence when it opened
 * @param productIds distinct products in order of first arrival
 * @param labels 1 for a product with a cart addition, else 0
 */
public record RequestGroup(
        String requestId,
        long timestamp,
        String sourceType,
        boolean viewed,
        long openingSequence,
        List<String> productIds,
        List<Integer> labels) {

    /** Whether a closed group becomes an example; otherwise the reason. */
    public enum Verdict {
        VALID,
        TOO_SMALL,
        ONE_CLASS
    }

    public RequestGroup {
        productIds = List.copyOf(productIds);
        labels = List.copyOf(labels);
    }

    public static RequestGroup open(String requestId, long timestamp, long openingSequence) {
        return new RequestGroup(requestId, timestamp, null, false, openingSequence, List.of(), List.of());
    }

    /** The group with one more impression or cart addition; a new product beyond {@code maxItems} changes nothing. */
    public RequestGroup with(String productId, Action action, String source, int maxItems) {
        boolean view = action == Action.VIEW;
        int label = action == Action.CART_UPDATE ? 1 : 0;
        List<String> products = productIds;
        List<Integer> newLabels = labels;
        int at = productIds.indexOf(productId);
        if (at < 0 && productIds.size() < maxItems) {
            products = appended(productIds, productId);
            newLabels = appended(labels, label);
        } else if (at >= 0 && label > labels.get(at)) {
            newLabels = new ArrayList<>(labels);
            newLabels.set(at, label);
        }
        String firstSource = view && !viewed ? source : sourceType;
        return new RequestGroup(
                requestId, timestamp, firstSource, viewed || view, openingSequence, products, newLabels);
    }

    public Verdict verdict(GroupRules rules) {
        if (productIds.size() < rules.minItems()) {
            return Verdict.TOO_SMALL;
        }
        return labels.contains(0) && labels.contains(1) ? Verdict.VALID : Verdict.ONE_CLASS;
    }

    private static <T> List<T> appended(List<T> list, T element) {
        List<T> longer = new ArrayList<>(list.size() + 1);
        longer.addAll(list);
        longer.add(element);
        return longer;
    }
}
