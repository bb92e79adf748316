/** Made-up people and companies: written name, reading, letters of the address. No domain here can exist (RFC 2606). */

type Name = { kanji: string; kana: string; latin: string };

const names = (table: string): Name[] =>
  table
    .trim()
    .split(/\s*\n\s*/)
    .flatMap((line) => line.split("、"))
    .map((entry) => {
      const [kanji = "", kana = "", latin = ""] = entry.split(" ");
      return { kanji, kana, latin };
    });

/** 41 and 53 are prime: walking both tables at once makes 2,173 different people. */
export const families = names(`
  佐々木 ささき sasaki、山本 やまもと yamamoto、中村 なかむら nakamura、木村 きむら kimura、斎藤 さいとう saito、清水 しみず shimizu
  山崎 やまざき yamazaki、池田 いけだ ikeda、橋本 はしもと hashimoto、石川 いしかわ ishikawa、前田 まえだ maeda、藤田 ふじた fujita
  小川 おがわ ogawa、岡田 おかだ okada、後藤 ごとう goto、長谷川 はせがわ hasegawa、村上 むらかみ murakami、近藤 こんどう kondo
  石井 いしい ishii、坂本 さかもと sakamoto、遠藤 えんどう endo、青木 あおき aoki、藤井 ふじい fujii、西村 にしむら nishimura
  福田 ふくだ fukuda、太田 おおた ota、三浦 みうら miura、岡本 おかもと okamoto、松田 まつだ matsuda、中川 なかがわ nakagawa
  中野 なかの nakano、原田 はらだ harada、小野 おの ono、田村 たむら tamura、竹内 たけうち takeuchi、金子 かねこ kaneko
  和田 わだ wada、中山 なかやま nakayama、石田 いしだ ishida、上田 うえだ ueda、森田 もりた morita`);
export const givens = names(`
  翔太 しょうた shota、陽子 ようこ yoko、健一 けんいち kenichi、美穂 みほ miho、大輔 だいすけ daisuke、由美子 ゆみこ yumiko
  直樹 なおき naoki、恵 めぐみ megumi、拓海 たくみ takumi、沙織 さおり saori、浩二 こうじ koji、千夏 ちなつ chinatsu
  亮 りょう ryo、理恵 りえ rie、隆 たかし takashi、麻衣 まい mai、誠司 せいじ seiji、綾香 あやか ayaka
  雄介 ゆうすけ yusuke、智子 ともこ tomoko、和也 かずや kazuya、真理 まり mari、修 おさむ osamu、香織 かおり kaori
  哲也 てつや tetsuya、奈々 なな nana、学 まなぶ manabu、幸子 さちこ sachiko、慎吾 しんご shingo、彩 あや aya
  達也 たつや tatsuya、里奈 りな rina、豊 ゆたか yutaka、久美子 くみこ kumiko、康平 こうへい kohei、友美 ともみ tomomi
  勇気 ゆうき yuki、美和 みわ miwa、聡 さとし satoshi、典子 のりこ noriko、悠 はるか haruka、早紀 さき saki
  光 ひかる hikaru、明日香 あすか asuka、正人 まさと masato、京子 きょうこ kyoko、元気 げんき genki、由佳 ゆか yuka
  剛 つよし tsuyoshi、瞳 ひとみ hitomi、晃 あきら akira、春菜 はるな haruna、一郎 いちろう ichiro`);

export type Company = { name: string; domain: string; industry: string; employees: number };

export const companies: Company[] = `
  株式会社あおば精機 aoba-seiki 製造 420、北浜商事株式会社 kitahama 卸売 260、みなと運輸株式会社 minato-unyu 物流・倉庫 880、さくら建装株式会社 sakura-kenso 建設 150
  株式会社ひかり食品 hikari-foods 製造 610、東雲システムズ株式会社 shinonome-sys 情報通信 340、若松リテール株式会社 wakamatsu 小売 1200、株式会社みどり薬局 midori-pharma 医療・介護 480
  富士見工業株式会社 fujimi 製造 720、つばさ航空サービス株式会社 tsubasa-air 物流・倉庫 530、株式会社こだま出版 kodama 出版 90、大洋マリン株式会社 taiyo-marine 製造 310
  ほしの不動産株式会社 hoshino-re 不動産 130、株式会社まるい工務店 marui 建設 75、にしき紡績株式会社 nishiki 製造 390、株式会社エヌケイ設計 nk-sekkei 建設 110
  せとうち物産株式会社 setouchi 卸売 210、株式会社はやて急便 hayate 物流・倉庫 960、かがやき介護株式会社 kagayaki 医療・介護 670、株式会社ミライ学習塾 mirai-juku 教育 240
  ことぶき製菓株式会社 kotobuki 製造 350、株式会社オレンジ電機 orange-denki 製造 1400、やまびこ観光株式会社 yamabiko 旅行 85、株式会社くろがね鋼材 kurogane 卸売 300
  はまかぜ水産株式会社 hamakaze 卸売 190、株式会社ソラマメ soramame 情報通信 60、城西印刷株式会社 josei-print 製造 230、株式会社あさひ警備 asahi-guard サービス 820
  ゆたか農機株式会社 yutaka-noki 製造 270、株式会社ブルーリンク bluelink 情報通信 450、みやこ呉服株式会社 miyako 小売 55、株式会社テラス人材 terrace-hr サービス 380
  東亜計測株式会社 toa-keisoku 製造 510、株式会社つむぎ保険代理 tsumugi-ins 金融・保険 140、おおぞら倉庫株式会社 ozora-soko 物流・倉庫 440、株式会社ひびき音響 hibiki 製造 95`
  .trim()
  .split(/\s*[、\n]\s*/)
  .map((line) => {
    const [name = "", domain = "", industry = "", employees = ""] = line.split(" ");
    return { name, domain: `${domain}.example`, industry, employees: Number(employees) };
  });

export const departments = ["経理部", "財務部", "総務部", "経営企画部", "情報システム部", "人事部", "営業部"];
export const titles = ["主任", "係長", "課長", "次長", "部長", "担当", "担当", "マネージャー"];
