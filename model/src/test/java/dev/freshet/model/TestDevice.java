package dev.freshet.model;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.freshet.model.torch.ComputeDevice;

/**
 * The device that {@code -Dtest.device} names, by default the CPU. Where it does not exist, tests are skipped with a
 * message.
 */
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
