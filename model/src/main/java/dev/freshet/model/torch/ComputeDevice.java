package dev.freshet.model.torch;

import ai.djl.Device;
import ai.djl.engine.Engine;

/** Where a model's tensors live and its operations run: the processor or one of its GPUs. */
public final class ComputeDevice {

    /** The processor. */
    public static final ComputeDevice CPU = new ComputeDevice(Device.cpu());

    private static final String GPU = "gpu:";

    private final Device device;

    private ComputeDevice(Device device) {
        this.device = device;
    }

    /**
     * The device with a name.
     *
     * @param name {@code cpu}, {@code gpu:N} counted from 0, or {@code auto}: the first GPU if there is one
     * @throws IllegalArgumentException when it is no such name, or there is no such GPU
     */
    public static ComputeDevice of(String name) {
        checkName(name);
        if (name.equals("cpu")) {
            return CPU;
        }
        int found = Engine.getInstance().getGpuCount();
        if (name.equals("auto")) {
            return found > 0 ? new ComputeDevice(Device.gpu(0)) : CPU;
        }
        int number = Integer.parseInt(name.substring(GPU.length()));
        if (number >= found) {
            throw new IllegalArgumentException("device " + name + " is not there: this libtorch sees " + found
                    + " GPUs. It needs a build with mvn -Pcuda and NVIDIA's driver; or take cpu");
        }
        return new ComputeDevice(Device.gpu(number));
    }

    /**
     * Checks that a name can be a device's, whether or not the device exists.
     *
     * @throws IllegalArgumentException when it cannot
     */
    public static void checkName(String name) {
        if (!name.matches("auto|cpu|gpu:\\d{1,3}")) {
            throw new IllegalArgumentException("device " + name + " is unknown; wanted auto, cpu or gpu:N");
        }
    }

    /** Whether this is a GPU, where sums may be in another order each time and the last bits may differ. */
    public boolean isGpu() {
        return device.isGpu();
    }

    public Device djl() {
        return device;
    }

    /** {@code cpu} or {@code gpu:N}. */
    @Override
    public String toString() {
        return device.isGpu() ? GPU + device.getDeviceId() : "cpu";
    }
}
