package cn.tiyan.walkthrough.checklist;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** All versions of the province's checkpoints, from {@code checklists/*.json}. One that is not sound stops the service from starting. */
@Component
class ProvinceEditions {

    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private final List<Edition> all;

    @Autowired
    ProvinceEditions() throws IOException {
        this(new PathMatchingResourcePatternResolver().getResources("classpath:checklists/*.json"));
    }

    ProvinceEditions(Resource... files) throws IOException {
        List<Edition> read = new ArrayList<>();
        for (Resource file : files) {
            read.add(read(file));
        }
        read.sort(Comparator.comparing((Edition edition) -> !edition.family().equals(Edition.FIVE_DIMENSIONS)).thenComparing(Edition::family)
                .thenComparing(Comparator.comparingInt(Edition::number).reversed()));
        all = List.copyOf(read);
        newest();
    }

    private static Edition read(Resource file) throws IOException {
        Edition edition;
        try (InputStream content = file.getInputStream()) {
            edition = JSON.readValue(content, Edition.class);
        } catch (JacksonException e) {
            throw new IllegalStateException("Not a checklist: " + file.getDescription() + ": " + e.getOriginalMessage(), e);
        }
        if (!(edition.version() + ".json").equals(file.getFilename())) {
            throw new IllegalStateException(file.getDescription() + " holds " + edition.version());
        }
        return edition;
    }

    /** Every version of every family; the five dimensions first, and of each family the newest first. */
    List<Edition> all() {
        return all;
    }

    /** The five dimensions in the newest version. */
    Edition newest() {
        return all.stream().filter(edition -> edition.family().equals(Edition.FIVE_DIMENSIONS)).findFirst()
                .orElseThrow(() -> new IllegalStateException("There is no checklist " + Edition.FIVE_DIMENSIONS));
    }

    /** Of each family the newest; the five dimensions first. */
    List<Edition> current() {
        List<Edition> current = new ArrayList<>();
        for (Edition edition : all) {
            if (current.stream().noneMatch(newer -> newer.family().equals(edition.family()))) {
                current.add(edition);
            }
        }
        return current;
    }

    Optional<Edition> find(String version) {
        return all.stream().filter(edition -> edition.version().equals(version)).findFirst();
    }
}
