package cn.tiyan.walkthrough.checklist;

import cn.tiyan.contracts.vocabulary.WalkthroughRole;
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

    /** The form in this version. */
    public Optional<RoleForm> find(String version) {
        return all.stream().filter(form -> form.version().equals(version)).findFirst();
    }
}
