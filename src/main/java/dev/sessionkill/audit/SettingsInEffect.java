package dev.sessionkill.audit;

import dev.sessionkill.core.SettingsSection;
import dev.sessionkill.core.Sha256;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the gateway is set to, section by section, and how the record tells it. */
final class SettingsInEffect {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Map<String, Map<String, ?>> sections = new TreeMap<>();
    private final String version;

    SettingsInEffect(List<SettingsSection> sections, String version) {
        this.version = version;
        for (SettingsSection section : sections) {
            if (this.sections.put(section.name(), section.values()) != null) {
                throw new IllegalStateException("two sections are called " + section.name());
            }
        }
    }

    /** The event to be recorded; none when the last one told the same. */
    Optional<AuditEvent> changeSince(Optional<RecordedEvent> last) {
        JsonNode before =
                last.map(it -> JSON.readTree(it.data())).orElseGet(JSON::createObjectNode);
        String after = digest(sections);
        if (before.path("after").asString("").equals(after)) {
            return Optional.empty();
        }
        Map<String, String> digests = new TreeMap<>();
        sections.forEach((name, values) -> digests.put(name, digest(values)));
        Map<String, @Nullable Object> data = new TreeMap<>();
        data.put("version", version);
        data.put("before", before.path("after").asString(null));
        data.put("after", after);
        data.put("digests", digests);
        data.put("changed", changed(before.path("digests"), digests));
        return Optional.of(AuditEvent.ofTheGateway(AuditKind.SETTINGS_CHANGED, data));
    }

    /** What each section that is new or different holds now; null for one that is gone. */
    private Map<String, @Nullable Object> changed(JsonNode before, Map<String, String> digests) {
        Map<String, @Nullable Object> changed = new TreeMap<>();
        before.propertyNames().stream()
                .filter(it -> !digests.containsKey(it))
                .forEach(it -> changed.put(it, null));
        digests.forEach(
                (name, digest) -> {
                    if (!before.path(name).asString("").equals(digest)) {
                        changed.put(name, sections.get(name));
                    }
                });
        return changed;
    }

    private static String digest(Object settings) {
        return Sha256.hex(CanonicalJson.of(settings));
    }
}
