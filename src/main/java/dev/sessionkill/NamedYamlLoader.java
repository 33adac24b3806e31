package dev.sessionkill;

import dev.sessionkill.core.SettingException;
import java.io.IOException;
import java.util.List;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.Resource;
import org.yaml.snakeyaml.constructor.DuplicateKeyException;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Says which file cannot be read, and where. The parser knows the line alone, and what it says
 * quotes the file, in which there may be a secret.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class NamedYamlLoader extends YamlPropertySourceLoader {

    @Override
    public List<PropertySource<?>> load(String name, Resource resource) throws IOException {
        try {
            return super.load(name, resource);
        } catch (YAMLException e) {
            throw new SettingException(resource.getDescription() + line(e), problem(e));
        }
    }

    private static String line(YAMLException failure) {
        return failure instanceof MarkedYAMLException marked && marked.getProblemMark() != null
                ? ", line " + (marked.getProblemMark().getLine() + 1)
                : "";
    }

    private static String problem(YAMLException failure) {
        return failure instanceof DuplicateKeyException
                ? "a key is there twice"
                : "cannot be read as YAML";
    }
}
