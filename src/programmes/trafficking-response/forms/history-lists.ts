import type { ChoiceList } from '../../../kernel/form/index.ts';
import { choices } from '../../fields.ts';
import { item, text } from '../../text.ts';

/** A list as a table, one choice a line: the code of the HTCDS 2.0, then its label in English, French, Vietnamese, Indonesian. */
function listOf(table: string): ChoiceList {
  const lines = table.trim().split('\n');
  return choices(
    ...lines.map((line) => {
      const [code, en, fr, vi, id] = line.split('|').map((cell) => cell.trim());
      if (!code || !en || !fr || !vi || !id) throw new Error(`“${line}” is not a code and four labels`);
      return item(code, text(en, fr, vi, id));
    }),
  );
}

export const exploitationTypes = choices(
  ...(
    listOf(`
    ForcedLabour | Forced labour | Travail forcé | Lao động cưỡng bức | Kerja paksa
    SexualExploitation | Sexual exploitation | Exploitation sexuelle | Bóc lột tình dục | Eksploitasi seksual
    ChildLabour | Child labour | Travail des enfants | Lao động trẻ em | Pekerja anak
    ForcedMarriage | Forced marriage | Mariage forcé | Hôn nhân cưỡng ép | Kawin paksa
    Servitude | Servitude | Servitude | Tình trạng nô dịch | Perhambaan
    ForcedMilitaryByNonStateActors | Forced recruitment by armed groups | Enrôlement forcé par des groupes armés | Bị nhóm vũ trang ép tham gia | Perekrutan paksa oleh kelompok bersenjata
    OrganRemoval | Removal of organs | Prélèvement d’organes | Lấy nội tạng | Pengambilan organ
    ForcedBegging | Forced begging | Mendicité forcée | Ép ăn xin | Pengemisan paksa
    ForcedAdoption | Forced adoption | Adoption forcée | Ép cho con nuôi | Adopsi paksa
    Surrogacy | Surrogacy | Gestation pour autrui | Mang thai hộ | Ibu pengganti
    Other | Other | Autre | Khác | Lainnya
  `) as { choices: [] }
  ).choices,
  // The standard has no code for it: it goes out as “Other”, and is counted here as what it is.
  {
    ...item(
      'ForcedCriminality',
      text(
        'Forced criminality, such as scam compounds',
        'Criminalité forcée, comme les centres d’escroquerie',
        'Bị ép phạm tội, như ở khu lừa đảo',
        'Kejahatan paksa, seperti di kompleks penipuan',
      ),
    ),
    mappings: { htcds: 'Other' },
  },
);

export const controlMethods = listOf(`
  PhysicalThreats | Threats of violence | Menaces de violence | Đe dọa bạo lực | Ancaman kekerasan
  ThreatsLawEnforcement | Threats to call the authorities | Menaces de prévenir les autorités | Đe dọa báo chính quyền | Ancaman melapor kepada aparat
  ThreatensChildrenFamily | Threats to children or family | Menaces contre les enfants ou la famille | Đe dọa con cái hoặc gia đình | Ancaman terhadap anak atau keluarga
  DebtBondage | Debt bondage | Servitude pour dettes | Ràng buộc vì nợ | Jeratan utang
  FalsePromises | False promises | Fausses promesses | Hứa hẹn sai sự thật | Janji palsu
  PhysicalAbuse | Physical abuse | Violences physiques | Bạo hành thể xác | Kekerasan fisik
  SexualAbuse | Sexual abuse | Violences sexuelles | Xâm hại tình dục | Kekerasan seksual
  TakesEarnings | Earnings taken | Gains confisqués | Lấy tiền kiếm được | Penghasilan diambil
  RestrictsFinancialAccess | No access to own money | Accès à son argent restreint | Hạn chế tiếp cận tiền của mình | Akses keuangan dibatasi
  RestrictsMedicalCare | Medical care withheld | Soins médicaux refusés | Hạn chế chăm sóc y tế | Layanan kesehatan dibatasi
  WithholdsNecessities | Food, sleep or other needs withheld | Privation de nourriture, de sommeil ou d’autre nécessaire | Tước thức ăn, giấc ngủ hoặc nhu yếu phẩm | Kebutuhan pokok ditahan
  PsychologicalAbuse | Psychological abuse | Violences psychologiques | Bạo hành tinh thần | Kekerasan psikis
  PsychoactiveSubstance | Drugs or alcohol | Drogues ou alcool | Ma túy hoặc rượu | Narkoba atau alkohol
  ExcessiveWorkingHours | Excessive working hours | Horaires de travail excessifs | Thời gian làm việc quá mức | Jam kerja berlebihan
  WithholdsDocuments | Papers withheld | Papiers confisqués | Giữ giấy tờ | Dokumen ditahan
  Other | Other | Autre | Khác | Lainnya
`);

export const recruitmentMethods = listOf(`
  AtAPlaceOfBusiness | At a place of business | Dans un commerce ou une entreprise | Tại cơ sở kinh doanh | Di tempat usaha
  AtAnEducationalInstitution | At a school or college | Dans un établissement scolaire | Tại trường học | Di lembaga pendidikan
  AtWork | At work | Au travail | Tại nơi làm việc | Di tempat kerja
  ThroughOnlineSocialNetworks | By social media | Par les réseaux sociaux | Qua mạng xã hội | Lewat media sosial
  ThroughAnOnlineAdvertisement | By an advertisement online | Par une annonce en ligne | Qua quảng cáo trên mạng | Lewat iklan daring
  ThroughATelevisionAdvert | By an advertisement on television | Par une publicité à la télévision | Qua quảng cáo truyền hình | Lewat iklan televisi
  ThroughANewspaperAdvert | By an advertisement in a newspaper | Par une annonce dans un journal | Qua quảng cáo trên báo | Lewat iklan koran
  ThroughFamilyOrFamilyEvents | By family | Par la famille | Qua gia đình | Lewat keluarga
  ThroughFriendsOrSocialEvents | By friends | Par des amis | Qua bạn bè | Lewat teman
  Other | Other | Autre | Khác | Lainnya
`);

export const sexExploitationTypes = listOf(`
  Prostitution | Prostitution | Prostitution | Mại dâm | Prostitusi
  Pornography | Pornography | Pornographie | Khiêu dâm | Pornografi
  RemoteInteractiveServices | Sexual services at a distance | Services sexuels à distance | Dịch vụ tình dục từ xa | Layanan seksual jarak jauh
  PrivateSexualServices | Private sexual services | Services sexuels privés | Dịch vụ tình dục riêng tư | Layanan seksual pribadi
`);

export const industries = listOf(`
  A_AgricultureForestryAndFishing | Agriculture, forestry, fishing | Agriculture, sylviculture, pêche | Nông, lâm, ngư nghiệp | Pertanian, kehutanan, perikanan
  B_MiningAndQuarrying | Mining and quarrying | Mines et carrières | Khai khoáng | Pertambangan dan penggalian
  C_Manufacturing | Manufacturing | Industrie | Chế biến, chế tạo | Industri pengolahan
  D_ElectricityGasSteamAndAirConditioningSupply | Electricity and gas | Électricité et gaz | Điện và khí đốt | Listrik dan gas
  E_WaterSupplySewerageWasteManagement | Water and waste | Eau et déchets | Cấp nước, xử lý rác thải | Air dan limbah
  F_Construction | Construction | Construction | Xây dựng | Konstruksi
  G_WholesaleAndRetailTradeRepairOfMotorVehicles | Trade, vehicle repair | Commerce, réparation de véhicules | Bán buôn, bán lẻ, sửa xe | Perdagangan, reparasi kendaraan
  H_TransportationAndStorage | Transport and storage | Transport et entreposage | Vận tải, kho bãi | Transportasi dan pergudangan
  I_AccommodationAndFoodServiceActivities | Hotels and food | Hôtellerie et restauration | Lưu trú, ăn uống | Akomodasi dan makanan
  J_InformationAndCommunication | Information and communication | Information et communication | Thông tin, truyền thông | Informasi dan komunikasi
  K_FinancialAndInsuranceActivities | Finance and insurance | Finance et assurance | Tài chính, bảo hiểm | Keuangan dan asuransi
  L_RealEstateActivities | Real estate | Immobilier | Bất động sản | Real estat
  M_ProfessionalScientificAndTechnicalActivities | Professions, science, technology | Activités spécialisées et techniques | Chuyên môn, khoa học, kỹ thuật | Profesional, ilmiah, teknis
  N_AdministrativeAndSupportServiceActivities | Support services | Services de soutien | Dịch vụ hỗ trợ | Jasa penunjang
  O_PublicAdministrationAndDefence | Public administration, defence | Administration publique, défense | Hành chính công, quốc phòng | Administrasi publik, pertahanan
  P_Education | Education | Enseignement | Giáo dục | Pendidikan
  Q_HumanHealthAndSocialWorkActivities | Health and social work | Santé et action sociale | Y tế, công tác xã hội | Kesehatan dan sosial
  R_ArtsEntertainmentAndRecreation | Arts and entertainment | Arts et spectacles | Nghệ thuật, giải trí | Seni dan hiburan
  S_OtherServiceActivities | Other services | Autres services | Dịch vụ khác | Jasa lainnya
  T_ActivitiesOfHouseholdsAsEmployers | Domestic work | Travail domestique | Giúp việc gia đình | Pekerjaan rumah tangga
  U_ActivitiesOfExtraterritorialOrganizations | International organisations | Organisations internationales | Tổ chức quốc tế | Organisasi internasional
`);

export const apps = listOf(
  'Facebook Instagram WhatsApp Telegram FacebookMessenger Viber SnapChat Line 4Sale WeChat QQ QZone TikTok Twitter'
    .split(' ')
    .map((name) => [name, name, name, name, name].join('|'))
    .concat('Other | Other | Autre | Khác | Lainnya')
    .join('\n'),
);

export const relationships = listOf(`
  Familial | Of the family | De la famille | Người trong gia đình | Keluarga
  Acquainted | Known before | Connu auparavant | Quen biết từ trước | Kenal sebelumnya
  Unaquainted | Unknown before | Inconnu auparavant | Không quen biết | Tidak kenal sebelumnya
`);

export const statuses = listOf(`
  PossibleVictimOfTrafficking | Presumed victim | Victime présumée | Nạn nhân giả định | Terduga korban
  ActualVictimOfTrafficking | Identified victim | Victime identifiée | Nạn nhân đã được xác định | Korban teridentifikasi
  NotAVictimOfTrafficking | Not identified as a victim | Non identifiée comme victime | Không được xác định là nạn nhân | Tidak teridentifikasi sebagai korban
`);

export const deciders = listOf(`
  Police | Police | Police | Công an | Kepolisian
  NGO | Organisation | Organisation | Tổ chức | Organisasi
  CourtOrProsecution | Prosecution or court | Parquet ou tribunal | Viện kiểm sát hoặc tòa án | Kejaksaan atau pengadilan
  NonPoliceGovernmentalOrganization | Another authority | Une autre autorité | Cơ quan nhà nước khác | Otoritas lain
  Other | Other | Autre | Khác | Lainnya
`);

export const maritalStatuses = listOf(`
  Single | Single | Célibataire | Độc thân | Lajang
  Married | Married | Marié·e | Đã kết hôn | Menikah
  Widowed | Widowed | Veuf, veuve | Góa | Janda atau duda
  Divorced | Divorced | Divorcé·e | Đã ly hôn | Bercerai
  Separated | Separated | Séparé·e | Ly thân | Berpisah
  RegisteredPartnership | Registered partnership | Partenariat enregistré | Sống chung có đăng ký | Kemitraan terdaftar
`);

export const educationLevels = listOf(`
  EarlyChildhoodEducation | Before school | Préscolaire | Mầm non | Prasekolah
  PrimaryEducation | Primary | Primaire | Tiểu học | Sekolah dasar
  LowerSecondaryEducation | Lower secondary | Premier cycle du secondaire | Trung học cơ sở | Sekolah menengah pertama
  UpperSecondaryEducation | Upper secondary | Second cycle du secondaire | Trung học phổ thông | Sekolah menengah atas
  PostSecondaryNonTertiaryEducation | After secondary, not tertiary | Postsecondaire non supérieur | Sau trung học, chưa đại học | Pascamenengah nontersier
  ShortCycleTertiaryEducation | Short tertiary | Supérieur court | Cao đẳng | Diploma
  BachelorsOrEquivalentLevel | Bachelor’s | Licence | Đại học | Sarjana
  MastersOrEquivalentLevel | Master’s | Master | Thạc sĩ | Magister
  DoctoralOrEquivalentLevel | Doctorate | Doctorat | Tiến sĩ | Doktor
`);

export const perpetratorRoles = listOf(`
  TravellingPartner | Travelled along | A voyagé avec | Đi cùng | Teman perjalanan
  Transporter | Transported | A transporté | Vận chuyển | Pengangkut
  RecruiterOrIntermediary | Recruited or mediated | A recruté ou servi d’intermédiaire | Tuyển mộ hoặc môi giới | Perekrut atau perantara
  BrokerTravelAgent | Broker or travel agent | Courtier ou agent de voyage | Môi giới, đại lý du lịch | Calo atau agen perjalanan
  TransferredIndividual | Handed the person on | A transféré la personne | Chuyển giao người | Memindahkan orang
  HarbouredIndividual | Harboured the person | A hébergé la personne | Chứa chấp người | Menampung orang
  SoldIndividual | Sold the person | A vendu la personne | Bán người | Menjual orang
  BoughtIndividual | Bought the person | A acheté la personne | Mua người | Membeli orang
  ReceivedIndividual | Received the person | A accueilli la personne | Tiếp nhận người | Menerima orang
  ControlledIndividual | Controlled the person | A contrôlé la personne | Khống chế người | Mengendalikan orang
  Smuggler | Smuggled | A fait passer clandestinement | Đưa người vượt biên | Penyelundup
  Abuser | Abused | A maltraité | Ngược đãi | Pelaku kekerasan
  Kidnapper | Kidnapped | A enlevé | Bắt cóc | Penculik
  Exploiter | Exploited | A exploité | Bóc lột | Pengeksploitasi
  Other | Other | Autre | Khác | Lainnya
`);

export const eventTypes = listOf(`
  Recruitment | Recruitment | Recrutement | Tuyển mộ | Perekrutan
  Transit | On the way | En route | Trên đường đi | Transit
  Exploitation | Exploitation | Exploitation | Bóc lột | Eksploitasi
`);

export const supportTypes = listOf(`
  Education | Education | Éducation | Giáo dục | Pendidikan
  Financial | Financial | Aide financière | Tài chính | Keuangan
  Health | Health | Santé | Y tế | Kesehatan
  LabourExploitationRehabilitation | Recovery from labour exploitation | Rétablissement après exploitation au travail | Phục hồi sau bóc lột lao động | Pemulihan dari eksploitasi kerja
  Legal | Legal | Juridique | Pháp lý | Hukum
  Livelihood | Livelihood | Moyens de subsistance | Sinh kế | Penghidupan
  RightsBasedTraining | Training on rights | Formation aux droits | Tập huấn về quyền | Pelatihan hak
  SexualExploitationRehabilitation | Recovery from sexual exploitation | Rétablissement après exploitation sexuelle | Phục hồi sau bóc lột tình dục | Pemulihan dari eksploitasi seksual
  SocialCare | Social care | Accompagnement social | Chăm sóc xã hội | Layanan sosial
`);
