import java.io.File;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.verapdf.pdfa.validation.validators.ValidatorFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Validates files with the core of veraPDF. Arguments: profile=file, the profile as in PDFA-2A.
 *
 * <p>The profiles lie beside the core as XML and are read here: its own reader wants a JAXB
 * implementation, which Java no longer has. One line per file: file, profile, number of checks;
 * before it one per failed check: file, profile, clause, what it says.
 */
public class VeraPdf {
    public static void main(String[] args) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        Map<String, ValidationProfile> profile = new HashMap<>();
        for (String arg : args) {
            String[] teile = arg.split("=", 2);
            if (!profile.containsKey(teile[0])) {
                profile.put(teile[0], lies(teile[0]));
            }
            pruefe(teile[0], profile.get(teile[0]), teile[1]);
        }
    }

    private static void pruefe(String name, ValidationProfile profil, String datei) throws Exception {
        PDFAFlavour art = profil.getPDFAFlavour();
        try (PDFAParser leser = Foundries.defaultInstance().createParser(new File(datei), art);
                PDFAValidator pruefer = ValidatorFactory.createValidator(profil, false)) {
            ValidationResult ergebnis = pruefer.validate(leser);
            for (TestAssertion fund : ergebnis.getTestAssertions()) {
                RuleId regel = fund.getRuleId();
                String stelle = regel.getClause() + "-" + regel.getTestNumber();
                System.out.println(String.join("\t", datei, name, stelle, fund.getMessage()));
            }
            System.out.println(String.join("\t", datei, name, "" + ergebnis.getTotalAssertions()));
        }
    }

    private static ValidationProfile lies(String name) throws Exception {
        Document xml;
        String ort = "/org/verapdf/pdfa/validation/" + name + ".xml";
        try (InputStream strom = VeraPdf.class.getResourceAsStream(ort)) {
            xml = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(strom);
        }
        Set<Rule> regeln = new HashSet<>();
        for (Element regel : alle(xml.getDocumentElement(), "rule")) {
            regeln.add(regel(regel));
        }
        Set<Variable> groessen = new HashSet<>();
        for (Element v : alle(xml.getDocumentElement(), "variable")) {
            String objekt = v.getAttribute("object");
            groessen.add(
                    Profiles.variableFromValues(
                            v.getAttribute("name"), objekt, text(v, "defaultValue"), text(v, "value")));
        }
        PDFAFlavour art = PDFAFlavour.valueOf(xml.getDocumentElement().getAttribute("flavour"));
        return Profiles.profileFromValues(
                art, Profiles.profileDetailsFromValues(name, name, "", new Date(0)), "", regeln, groessen);
    }

    private static Rule regel(Element regel) {
        Element id = alle(regel, "id").get(0);
        RuleId kennung =
                Profiles.ruleIdFromValues(
                        PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                        id.getAttribute("clause"),
                        Integer.parseInt(id.getAttribute("testNumber")));
        String spaeter = regel.getAttribute("deferred");
        return Profiles.ruleFromValues(
                kennung,
                regel.getAttribute("object"),
                spaeter.isEmpty() ? null : Boolean.valueOf(spaeter),
                regel.getAttribute("tags"),
                text(regel, "description"),
                text(regel, "test"),
                Profiles.errorFromValues(text(regel, "message"), new ArrayList<>()),
                new ArrayList<>());
    }

    private static List<Element> alle(Element eltern, String name) {
        NodeList knoten = eltern.getElementsByTagName(name);
        List<Element> gefunden = new ArrayList<>();
        for (int i = 0; i < knoten.getLength(); i++) {
            gefunden.add((Element) knoten.item(i));
        }
        return gefunden;
    }

    private static String text(Element eltern, String name) {
        List<Element> gefunden = alle(eltern, name);
        return gefunden.isEmpty() ? "" : gefunden.get(0).getTextContent();
    }
}
