package cn.tiyan.walkthrough.checklist;

import cn.tiyan.contracts.vocabulary.WalkthroughRole;
import cn.tiyan.platform.refusal.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/** The forms of the five roles, in all versions, from {@code forms/*.json}. One that is not sound, or missing, stops the service from starting. */
@Component
public class RoleForms {

    private final List<RoleForm> all;

    @Autowired
    RoleForms() throws IOException {
        this(new PathMatchingResourcePatternResolver().getResources("classpath:forms/*.json"));
    }

    RoleForms(Resource... files) throws IOException {
        List<RoleForm> read = new ArrayList<>();
        for (Resource file : files) {
            read.add(read(file));
        }
        read.sort(Comparator.comparing(RoleForm::role).thenComparing(Comparator.comparingInt(RoleForm::number).reversed()));
        all = List.copyOf(read);
        for (WalkthroughRole role : WalkthroughRole.values()) {
            newest(role);
        }
    }

    private static RoleForm read(Resource file) throws IOException {
        RoleForm form;
        try (InputStream content = file.getInputStream()) {
            form = ProvinceEditions.JSON.readValue(content, RoleForm.class);
        } catch (JacksonException e) {
            throw new IllegalStateException("Not a form: " + file.getDescription() + ": " + e.getOriginalMessage(), e);
        }
        if (!(form.version() + ".json").equals(file.getFilename())) {
            throw new IllegalStateException(file.getDescription() + " holds " + form.version());
        }
        return form;
    }

    /** Every version of every form, role by role, the newest first. */
    public List<RoleForm> all() {
        return all;
    }

    /** The form new walkthroughs in this role go by. */
    public RoleForm newest(WalkthroughRole role) {
        return all.stream().filter(form -> form.role() == role).findFirst().orElseThrow(() -> new IllegalStateException("There is no form for " + role));
    }

    /**
     * The form to go by in this role.
     *
     * @param field the field that names it
     * @param version the newest if null
     * @throws Refusal {@code form-unknown}; {@code form-of-another-role}
     */
    public RoleForm require(String field, @Nullable String version, WalkthroughRole role) {
        if (version == null) {
            return newest(role);
        }
        RoleForm found = find(version).orElseThrow(() -> Refusal.rule("form-unknown", field, "没有版本为 " + version + " 的体验表"));
        if (found.role() != role) {
            throw Refusal.rule("form-of-another-role", field, version + " 是“" + found.role().chinese() + "”的体验表，不是“" + role.chinese() + "”的");
        }
        return found;
    }

    /** The form in this version. */
    public Optional<RoleForm> find(String version) {
        return all.stream().filter(form -> form.version().equals(version)).findFirst();
    }
}
