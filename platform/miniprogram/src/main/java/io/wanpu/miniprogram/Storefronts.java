package io.wanpu.miniprogram;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.wanpu.api.error.MallException;
import io.wanpu.api.text.Arg;
import io.wanpu.kernel.publish.Made;
import io.wanpu.kernel.shared.Digests;
import io.wanpu.kernel.shared.Json;
import io.wanpu.kernel.tenant.Tenant;
import io.wanpu.miniprogram.design.Looks;
import io.wanpu.miniprogram.design.ShopDesign;
import io.wanpu.miniprogram.design.ShopDesigns;
import io.wanpu.miniprogram.designer.PublishedDesigns;
import io.wanpu.miniprogram.project.BrokenProject;
import io.wanpu.miniprogram.project.PluginPart;
import io.wanpu.miniprogram.project.Project;
import io.wanpu.miniprogram.project.ProjectGenerator;
import io.wanpu.miniprogram.project.ShopFacts;
import io.wanpu.miniprogram.project.ShopInput;
import io.wanpu.miniprogram.project.Sizes;
import io.wanpu.miniprogram.source.Library;
import io.wanpu.miniprogram.template.BrokenTemplate;
import io.wanpu.miniprogram.template.Templates;
import io.wanpu.miniprogram.web.Asset;
import io.wanpu.miniprogram.web.WebBundle;
import io.wanpu.miniprogram.web.WebBundler;
import io.wanpu.runtime.Mall;
import io.wanpu.runtime.load.LoadedPlugin;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The storefronts of a mall's shops. Every question looks at what the answer depends on: a plugin
 * that is switched, a new design or another name shows at the next request, and only what changed
 * is made again.
 */
public final class Storefronts {
  private static final Logger LOG = LoggerFactory.getLogger(Storefronts.class);
  private static final String FOLDER = "miniprogram";

  private final Mall mall;
  private final Looks looks;
  private final PublishedDesigns published;
  private final ShopDesigns designs;
  private final ProjectGenerator generator;
  private final WebBundler bundler;
  private final Cache<Key, WebBundle> bundles =
      Caffeine.newBuilder().maximumSize(500).expireAfterAccess(Duration.ofHours(6)).build();

  /** They change with every step of a designer. */
  private final Cache<Key, WebBundle> previews =
      Caffeine.newBuilder().maximumSize(50).expireAfterAccess(Duration.ofMinutes(10)).build();

  /** Designs are the same objects as long as nothing changes, and writing one takes time. */
  private final LoadingCache<ShopDesign, String> written =
      Caffeine.newBuilder()
          .weakKeys()
          .build(design -> HexFormat.of().formatHex(Digests.sha256(Json.write(design))));

  /** Assets outlive the bundle that brought them: pages that are open still ask for them. */
  private final Cache<String, Asset> assets =
      Caffeine.newBuilder()
          .maximumWeight(256L << 20)
          .weigher((String name, Asset asset) -> asset.content().length + asset.gzip().length)
          .build();

  private final Cache<String, SortedMap<String, byte[]>> files =
      Caffeine.newBuilder().maximumSize(200).build();

  /** With designs from elsewhere. */
  public Storefronts(Mall mall, ShopDesigns designs) {
    this(mall, Library.load(), Optional.of(designs));
  }

  private Storefronts(Mall mall, Library library, Optional<ShopDesigns> other) {
    this.mall = mall;
    this.looks = new Looks(mall, library.themes());
    this.generator = new ProjectGenerator(library);
    this.bundler = new WebBundler(library, Templates.load());
    this.published = new PublishedDesigns(mall, looks, generator::themeOf);
    this.designs = other.orElse(published);
  }

  /** With what the shops have chosen and published. */
  public static Storefronts asChosen(Mall mall) {
    return new Storefronts(mall, Library.load(), Optional.empty());
  }

  /** The looks that shops choose. */
  public Looks looks() {
    return looks;
  }

  /** What the shops have published, and what staff are about to. */
  public PublishedDesigns designs() {
    return published;
  }

  /**
   * The shop's storefront with a page that is not published; empty when the token opens nothing.
   * The shop is bound.
   *
   * @param base address below which the browser finds it
   */
  public Optional<WebBundle> preview(Tenant shop, String base, String token) {
    return published
        .preview(shop, token)
        .map(design -> input(shop, "", design))
        .map(input -> previews.get(key(input, base), key -> build(input, base)));
  }

  /** The shop's storefront for browsers; the shop is bound. */
  public WebBundle web(Tenant shop, String base) {
    var input = input(shop, "");
    return bundles.get(key(input, base), key -> build(input, base));
  }

  /** An asset of any bundle that this node has made. */
  public Optional<Asset> asset(String name) {
    return Optional.ofNullable(assets.getIfPresent(name));
  }

  /** The project of the shop, as the developer tool opens it; the shop is bound. */
  public Project weapp(Tenant shop) {
    return generator.generate(input(shop, mall.config().storefrontUrl()));
  }

  /**
   * What the third-party platform takes: the template of the shop's theme, with the shop's choice
   * from it as {@code ext.json}; the shop is bound.
   */
  public Project template(Tenant shop) {
    var input = input(shop, mall.config().storefrontUrl());
    var all = parts(mall.plugins().loaded());
    return generator
        .template(generator.themeOf(input.design()).id(), all)
        .with(
            Map.of(
                "ext.json",
                generator.ext(input).toPrettyString().getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * What an upload to the third-party platform is made of; the shop is bound.
   *
   * @throws MallException 409 {@code publish.broken} when a plugin's files are broken, or too large
   */
  public Made made(Tenant shop) {
    return orBroken(
        () -> {
          var input = input(shop, mall.config().storefrontUrl());
          Sizes.of(generator.generate(input)).check();
          return new Made(
              generator.themeOf(input.design()).id(),
              fingerprint(input),
              generator.ext(input).toString());
        });
  }

  /** The project, as {@link #weapp} makes it. @throws MallException 409 {@code publish.broken} */
  public Project weappOrBroken(Tenant shop) {
    return orBroken(() -> weapp(shop));
  }

  /** The template, as {@link #template} does. @throws MallException 409 {@code publish.broken} */
  public Project templateOrBroken(Tenant shop) {
    return orBroken(() -> template(shop));
  }

  private static <T> T orBroken(Supplier<T> made) {
    try {
      return made.get();
    } catch (BrokenProject | BrokenTemplate e) {
      throw MallException.conflict("publish.broken", Arg.words(String.valueOf(e.getMessage())));
    }
  }

  /**
   * Of all that the shop's mini-program is made from: a plugin that is switched, another design or
   * name gives another one; the shop is bound.
   */
  public String fingerprint(Tenant shop) {
    return fingerprint(input(shop, mall.config().storefrontUrl()));
  }

  /** The files of the shop for a web server of its own; the shop is bound. */
  public Project webFiles(Tenant shop, String base) {
    var bundle = web(shop, base);
    var files = new TreeMap<String, byte[]>();
    bundle.assets().forEach((name, asset) -> files.put("_/" + name, asset.content()));
    files.put("boot.json", bundle.boot().getBytes(StandardCharsets.UTF_8));
    return new Project(files, bundle.notes());
  }

  /** A plugin whose files are broken is left out, and the shop goes on without it. */
  private WebBundle build(ShopInput input, String base) {
    var failures = new TreeMap<String, String>();
    var left = new ArrayList<>(input.plugins());
    while (true) {
      try {
        var project = generator.generate(new ShopInput(input.shop(), input.design(), left));
        var made = bundler.bundle(project, base, mall.config().demo().isPresent());
        assets.putAll(made.assets());
        return new WebBundle(
            made.boot(),
            made.scripts(),
            made.styles(),
            made.assets(),
            made.pages(),
            made.home(),
            made.notes(),
            failures,
            made.first(),
            made.tabs(),
            made.starter(),
            made.rules());
      } catch (BrokenProject | BrokenTemplate e) {
        var culprit =
            left.stream()
                .filter(part -> concerns(part, String.valueOf(e.getMessage())))
                .findFirst();
        if (culprit.isEmpty()) {
          throw e;
        }
        LOG.warn("the storefront leaves out {}: {}", culprit.get().plugin(), e.getMessage());
        failures.put(culprit.get().plugin(), String.valueOf(e.getMessage()));
        left.remove(culprit.get());
      }
    }
  }

  private static boolean concerns(PluginPart part, String message) {
    var id = part.plugin();
    return message.startsWith("plugin " + id + ":")
        || message.contains("packages/" + id + "/")
        || message.contains("blocks/" + id + "/");
  }

  /** What the shop's storefront is made from; the shop is bound. */
  private ShopInput input(Tenant shop, String api) {
    return input(shop, api, designs.of(shop));
  }

  private ShopInput input(Tenant shop, String api, ShopDesign design) {
    var facts =
        new ShopFacts(
            shop.code(),
            shop.name(),
            shop.language().toLanguageTag(),
            shop.currency(),
            api,
            api.isEmpty() ? "" : mall.shops().wechat().map(app -> app.appId()).orElse(""),
            "1.0.0");
    return new ShopInput(facts, design, parts(mall.plugins().serving()));
  }

  private List<PluginPart> parts(Collection<LoadedPlugin> plugins) {
    var brought = new ArrayList<PluginPart>();
    for (var plugin : plugins) {
      if (plugin.resource(folder(plugin) + PluginPart.MANIFEST).isPresent()) {
        var version = plugin.sha256().toString();
        brought.add(
            new PluginPart(
                plugin.manifest().id(), version, files.get(version, v -> files(plugin))));
      }
    }
    return brought;
  }

  private static SortedMap<String, byte[]> files(LoadedPlugin plugin) {
    var folder = folder(plugin);
    var files = new TreeMap<String, byte[]>();
    for (var path : plugin.resourcePaths()) {
      if (path.startsWith(folder)) {
        plugin
            .resource(path)
            .ifPresent(content -> files.put(path.substring(folder.length()), content));
      }
    }
    return files;
  }

  private static String folder(LoadedPlugin plugin) {
    return plugin.manifest().miniprogram().orElse(FOLDER).replaceFirst("/*$", "/");
  }

  /** All that a storefront for browsers depends on: every request for a page asks. */
  private record Key(String base, ShopFacts shop, String design, List<String> plugins) {}

  private Key key(ShopInput input, String base) {
    return new Key(base, input.shop(), written.get(input.design()), plugins(input));
  }

  private static List<String> plugins(ShopInput input) {
    return input.plugins().stream().map(p -> p.plugin() + "@" + p.content()).toList();
  }

  private String fingerprint(ShopInput input) {
    var seen =
        Map.of(
            "shop", input.shop(),
            "design", written.get(input.design()),
            "plugins", plugins(input));
    return HexFormat.of().formatHex(Digests.sha256(Json.write(new TreeMap<>(seen))));
  }
}
