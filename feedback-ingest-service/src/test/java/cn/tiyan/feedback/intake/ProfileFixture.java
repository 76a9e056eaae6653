package cn.tiyan.feedback.intake;

import cn.tiyan.feedback.profile.ProfileSettings;
import cn.tiyan.feedback.profile.Profiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;

/** Mapping profiles as operators write them, read as the service reads them. */
public final class ProfileFixture {

    private ProfileFixture() {
    }

    /** What comes with the service. */
    public static ProfileSettings shipped() {
        return settings(new FileSystemResource("src/main/resources/application.yml"));
    }

    /** What operators find in Nacos. */
    public static ProfileSettings inNacos() {
        return settings(new FileSystemResource("../deploy/nacos/feedback-ingest-service.yml"));
    }

    /** A profile named {@code test} whose messages are these. */
    public static ProfileSettings written(String messages) {
        return settings(new ByteArrayResource(("tiyan.feedback.mapping.profiles:\n- name: test\n  messages:\n" + messages.indent(2)).getBytes()));
    }

    public static Profiles profiles(ProfileSettings settings, String... wanted) {
        return new Profiles(settings, PushField::targets, List.of(wanted));
    }

    private static ProfileSettings settings(Resource yaml) {
        try {
            var sources = new MutablePropertySources();
            new YamlPropertySourceLoader().load("test", yaml).forEach(sources::addLast);
            return new Binder(ConfigurationPropertySources.from(sources)).bindOrCreate("tiyan.feedback.mapping", ProfileSettings.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
