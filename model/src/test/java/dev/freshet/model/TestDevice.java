package dev.freshet.model;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.freshet.model.torch.ComputeDevice;

/** What {@code -Dtest.device} names, the processor without it; tests are skipped, loudly, where it is not there. */
public final class TestDevice {

    private TestDevice() {}

    public static ComputeDevice given() {
        String name = System.getProperty("test.device", "cpu");
        ComputeDevice.checkName(name);
        try {
            return ComputeDevice.of(name);
        } catch (IllegalArgumentException e) {
            String words = "SKIPPED: -Dtest.device=" + name + ", and " + e.getMessage();
            System.err.println(words);
            assumeTrue(false, words);
            throw e;
        }
    }
}
