package cn.tiyan.walkthrough.checklist;

import cn.tiyan.platform.refusal.Refusal;
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

/** All versions of all checklists, from {@code checklists/*.json}. One that is not sound stops the service from starting. */
@Component
public class Checklists {

    /** The family a walkthrough goes by: 全不全, 通不通, 优不优, 快不快, 高不高 (notice, section 四). */
    public static final String FIVE_DIMENSIONS = "five-dimensions";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private final List<Checklist> all;

    @Autowired
    Checklists() throws IOException {
        this(new PathMatchingResourcePatternResolver().getResources("classpath:checklists/*.json"));
    }

    Checklists(Resource... files) throws IOException {
        List<Checklist> read = new ArrayList<>();
        for (Resource file : files) {
            read.add(read(file));
        }
        read.sort(Comparator.comparing(Checklist::family).thenComparing(Comparator.comparingInt(Checklist::number).reversed()));
        all = List.copyOf(read);
        newest();
    }

    private static Checklist read(Resource file) throws IOException {
        Checklist checklist;
        try (InputStream content = file.getInputStream()) {
            checklist = JSON.readValue(content, Checklist.class);
        } catch (JacksonException e) {
            throw new IllegalStateException("Not a checklist: " + file.getDescription() + ": " + e.getOriginalMessage(), e);
        }
        if (!(checklist.version() + ".json").equals(file.getFilename())) {
            throw new IllegalStateException(file.getDescription() + " holds " + checklist.version());
        }
        return checklist;
    }

    /** Every version of every family; of each family the newest first. */
    public List<Checklist> all() {
        return all;
    }

    /** The version new walkthroughs go by. */
    public Checklist newest() {
        return all.stream().filter(checklist -> checklist.family().equals(FIVE_DIMENSIONS)).findFirst()
                .orElseThrow(() -> new IllegalStateException("There is no checklist " + FIVE_DIMENSIONS));
    }

    /** The checklist in this version. */
    public Optional<Checklist> find(String version) {
        return all.stream().filter(checklist -> checklist.version().equals(version)).findFirst();
    }

    /**
     * The checklist in this version.
     *
     * @param field the field that names it
     * @throws Refusal {@code checklist-unknown}
     */
    public Checklist require(String field, String version) {
        return find(version).orElseThrow(() -> Refusal.rule("checklist-unknown", field, "没有版本为 " + version + " 的检查清单"));
    }
}
