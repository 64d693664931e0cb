package dev.freshet.streams;

import dev.freshet.schemas.topic.AdminAnswers;
import dev.freshet.streams.store.Changelogs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.utils.Utils;

/** What an application keeps: changelogs and the offsets of its group on the brokers, and a directory on each machine. */
public final class ApplicationState {

    private final Admin admin;
    private final String applicationId;
    private final Path directory;

    public ApplicationState(Admin admin, TopologyConfig config) {
        this.admin = admin;
        this.applicationId = config.string("application.id");
        this.directory = Path.of(config.string("state.dir"), applicationId);
    }

    public String applicationId() {
        return applicationId;
    }

    /** The application's changelogs that exist. */
    public List<String> changelogs() {
        Set<String> topics = AdminAnswers.get(admin.listTopics().names(), "the brokers do not list their topics");
        return Changelogs.all(applicationId).stream().filter(topics::contains).toList();
    }

    /** The application's directory on this machine. */
    public Path directory() {
        return directory;
    }

    /** The number of running instances' stream threads. */
    public int members() {
        try {
            return AdminAnswers.get(
                            admin.describeConsumerGroups(List.of(applicationId)).all(), "cannot describe the group")
                    .get(applicationId)
                    .members()
                    .size();
        } catch (KafkaException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return 0;
            }
            throw e;
        }
    }

    /**
     * Deletes all of it.
     *
     * @throws KafkaException when instances are running, or the brokers refuse
     */
    public void delete() throws IOException {
        int members = members();
        if (members > 0) {
            throw new KafkaException("application " + applicationId + " is running: its group has " + members
                    + " members; stop all instances first. One with an instance.id leaves a minute after it stops");
        }
        // Offsets first: state without offsets is harmless, offsets without state would skip records.
        try {
            AdminAnswers.get(admin.deleteConsumerGroups(List.of(applicationId)).all(), "the group's offsets stay");
        } catch (KafkaException e) {
            if (!(e.getCause() instanceof GroupIdNotFoundException)) {
                throw e;
            }
        }
        AdminAnswers.get(admin.deleteTopics(changelogs()).all(), "the changelogs of " + applicationId + " stay");
        Utils.delete(directory.toFile());
    }
}
