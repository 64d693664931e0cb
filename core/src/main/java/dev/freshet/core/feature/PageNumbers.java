package dev.freshet.core.feature;

import java.util.List;

/** Numbers that all products of a page share. */
final class PageNumbers {

    private static final List<Scale> SCALES =
            List.of(new Scale(1.5, 1.2), new Scale(0.7, 0.9), new Scale(1, 1), new Scale(0.5, 0.7), new Scale(3, 0.5));

    static final List<String> NAMES = List.of("ln1p_nC", "ln1p_nK", "ln1p_sC", "ln1p_sK", "ln_n");

    private PageNumbers() {}

    /** The customer's clicks and cart additions, ever and in the session, and the size of the page, as logarithms. */
    static double[] raw(RequestPage page) {
        CustomerActivity customer = page.customer();
        return new double[] {
            StrictMath.log1p(customer.clicks()),
            StrictMath.log1p(customer.carts()),
            StrictMath.log1p(customer.sessionClicks()),
            StrictMath.log1p(customer.sessionCarts()),
            StrictMath.log(page.products().size())
        };
    }

    static double[] scaled(RequestPage page) {
        double[] numbers = raw(page);
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = SCALES.get(i).of(numbers[i]);
        }
        return numbers;
    }
}
