package dev.freshet.cli.command.offline;

import dev.freshet.model.torch.ComputeDevice;
import picocli.CommandLine.Option;

/** The option that chooses the device for tensors. */
final class DeviceOption {

    @Option(
            names = "--device",
            paramLabel = "auto|cpu|gpu:N",
            defaultValue = "auto",
            description = "Where to compute; auto: the first GPU, else cpu.")
    private String name;

    ComputeDevice device() {
        return ComputeDevice.of(name);
    }
}
